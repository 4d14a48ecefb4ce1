import { describe, expect, it } from '@jest/globals';
import { PermissionsBitField } from 'discord.js';
import type { Client } from 'discordx';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import { KeepComponents } from '../../../../src/bot/cards/components/keep-components.js';
import type { KeptInteractions } from '../../../../src/persistence/kept-interactions.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { buttonClick, SEEN } from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { resultState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const ASKER = '200000000000000002';
const BEN = '200000000000000005';
const CLEO = '200000000000000006';
const CLIENT = strictDouble<Client>('Client', {});

/** Somebody presses ⭐ on a card; what they are told, and who keeps it then. */
async function pressed(
  keptBy: string | null,
  by: string,
  { counts = 0, max = 100 }: { readonly counts?: number; readonly max?: number } = {},
) {
  const stored = new MemoryPersistence(resultState(1, { keptBy }));
  const told: string[] = [];
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async (view) => void told.push(String(view.render().embed.description)),
    tell: async (content) => void told.push(content),
  });
  const kept = strictDouble<KeptInteractions>('KeptInteractions', {
    countOf: async (personId) => (personId === by ? counts : 0),
  });
  const components = new KeepComponents(stored.service, kept, max);
  const click = buttonClick('card_keep', {
    user: { id: by },
    guildId: '300000000000000003',
    memberPermissions: new PermissionsBitField([]),
  });
  await components.press(click, CLIENT, { view: restoreView(stored.state), seen: SEEN, answer });
  return { told, keptBy: stored.state.keptBy, saves: stored.saved.length };
}

describe('the button that keeps a card', () => {
  it('a person who presses the star of a card keeps it, and the card says so', async () => {
    const { told, keptBy } = await pressed(null, BEN);
    expect(keptBy).toBe(BEN);
    expect(told).toEqual([expect.stringMatching(/^1 of 1 · ⭐ kept · for <@\d+>\n/)]);
  });

  it.each([
    ['who keeps it', BEN, BEN],
    ['who asked for it', BEN, ASKER],
  ])('the star is taken off by %s', async (_who, keeper, presser) => {
    const { told, keptBy } = await pressed(keeper, presser);
    expect(keptBy).toBeNull();
    expect(told).toEqual([expect.stringMatching(/^1 of 1 · for /)]);
  });

  it('another person is told who keeps the card, and nothing changes', async () => {
    const { told, keptBy, saves } = await pressed(BEN, CLEO);
    expect([keptBy, saves]).toEqual([BEN, 0]);
    expect(told).toEqual([expect.stringMatching(`^<@${BEN}> keeps this card\\.`)]);
  });

  it.each([
    [1, 'You keep 1 card,'],
    [2, 'You keep 2 cards,'],
  ])('a person who keeps as many as allowed (%i) is told so', async (max, sentence) => {
    const { told, saves } = await pressed(null, BEN, { counts: max, max });
    expect(saves).toBe(0);
    expect(told).toEqual([expect.stringContaining(sentence)]);
    expect((await pressed(null, BEN, { counts: max - 1, max })).keptBy).toBe(BEN);
  });

  it('nobody keeps a card where that is switched off, but everything kept can be taken off', async () => {
    const { told, saves } = await pressed(null, BEN, { max: 0 });
    expect(saves).toBe(0);
    expect(told).toEqual([expect.stringContaining('switched that off')]);
    expect((await pressed(BEN, BEN, { max: 0 })).keptBy).toBeNull();
  });
});
