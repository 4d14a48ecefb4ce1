import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { CardAnswer } from '../../../src/bot/cards/answering/card-answer.js';
import { currentPictureGuard } from '../../../src/bot/guards/current-picture-guard.js';
import type { View } from '../../../src/views/restore-view.js';
import { StyleOptionsView } from '../../../src/views/style-options-view.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { outputKey, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const nameOf = (n: number) => outputKey(n).split('/')[1] ?? '';

async function clickSeeing(pictureName?: string) {
  const shown: View[] = [];
  let ranHandler = false;
  const view = new StyleOptionsView(resultState(3, { currentIndex: 1 }));
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async (next) => void shown.push(next),
  });
  const click = buttonClick('style_process_prompt');
  const client = strictDouble<Client>('Client', {});
  const next = async () => {
    ranHandler = true;
  };
  await currentPictureGuard(click, client, next, { view, seen: { pictureName, rows: [] }, answer });
  return { ranHandler, shown, view };
}

describe('the guard of the current picture', () => {
  it('the guard runs what costs money on the picture that the person saw', async () => {
    expect(await clickSeeing(nameOf(1))).toMatchObject({
      ranHandler: true,
      shown: [],
    });
  });

  it('the guard runs nothing when the card has moved on; the card is shown as it is now', async () => {
    const { ranHandler, shown, view } = await clickSeeing(nameOf(0));
    expect(ranHandler).toBe(false);
    expect(shown).toEqual([view]);
  });

  it.each([
    ['a placeholder', 'picture_unavailable.png'],
    ['no picture', undefined],
  ])('the guard runs what costs money where the card shows %s', async (_name, pictureName) => {
    expect(await clickSeeing(pictureName)).toMatchObject({ ranHandler: true, shown: [] });
  });
});
