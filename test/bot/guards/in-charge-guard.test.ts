import { describe, expect, it } from '@jest/globals';
import { PermissionsBitField } from 'discord.js';
import type { Client } from 'discordx';

import type { CardAnswer } from '../../../src/bot/cards/answering/card-answer.js';
import { inChargeGuard } from '../../../src/bot/guards/in-charge-guard.js';
import { restoreView } from '../../../src/views/restore-view.js';
import { buttonClick, SEEN } from '../../support/discord-doubles.js';
import { resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

/** Somebody without permissions uses the card of `userId`: whether they may, and what they are told. */
async function outcome(userId: string | null, by: string): Promise<string[]> {
  const said: string[] = [];
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    tell: async (content) => void said.push(content),
  });
  const click = buttonClick('card_delete', {
    user: { id: by },
    guildId: '300000000000000003',
    memberPermissions: new PermissionsBitField(['SendMessages']),
  });
  const view = restoreView(resultState(1, { userId }));
  const next = async () => void said.push('let through');
  await inChargeGuard(click, strictDouble<Client>('Client', {}), next, {
    view,
    seen: SEEN,
    answer,
  });
  return said;
}

describe('the guard of who is in charge', () => {
  it('the guard lets who asked through', async () => {
    expect(await outcome('7', '7')).toEqual(['let through']);
  });

  it('the guard tells everybody else who can do it', async () => {
    expect(await outcome('7', '8')).toEqual([
      'Only <@7>, who asked for this card, and somebody with Manage Messages can delete it.',
    ]);
    expect(await outcome(null, '8')).toEqual([
      'I do not know who asked for this card, so only somebody with Manage Messages can delete it.',
    ]);
  });
});
