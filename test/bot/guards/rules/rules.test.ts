import { describe, expect, it } from '@jest/globals';

import type { Act, ActKind } from '../../../../src/bot/guards/rules/rule.js';
import { rulesInOrder } from '../../../../src/bot/guards/rules/rules.js';
import { act, CHANNEL_ID, SERVER_ID } from '../../../support/acts.js';
import { groundsWith } from '../../../support/rule-grounds.js';
import { generation, resultState } from '../../../support/states.js';

const KINDS: readonly ActKind[] = ['look', 'change', 'pay', 'end', 'ask', 'other'];
const WORK: readonly ActKind[] = ['change', 'pay', 'ask'];
const OTHER = '900000000000000009';

/** The names of the rules that refuse an act, each asked alone. */
async function refusing(asked: Act, rights = {}): Promise<string[]> {
  const rules = rulesInOrder(groundsWith(rights));
  const refused = await Promise.all(rules.map(async ({ refuses }) => refuses(asked)));
  return rules.filter((_, n) => refused[n] !== null).map(({ name }) => name);
}

/** The kinds of acts that are refused, with what else is told of them. */
async function kindsRefused(told: Parameters<typeof act>[0], rights = {}): Promise<ActKind[]> {
  const each = await Promise.all(KINDS.map((kind) => refusing(act({ ...told, kind }), rights)));
  return KINDS.filter((_, n) => each[n]?.length !== 0);
}

const withRoles = (...ids: string[]) => ({ roleIds: async () => ids });

describe('the rules about who may do what', () => {
  it('the rules have nothing against anything where nothing is decided, in a server or not', async () => {
    expect(await kindsRefused({})).toEqual([]);
    expect(await kindsRefused({ place: { guildId: null, isOwnChat: true } })).toEqual([]);
  });

  it('the rules refuse everything to who is shut out', async () => {
    expect(await kindsRefused({ isDenied: true })).toEqual(KINDS);
  });

  it('the rules refuse everything in a server that is not named, and nothing in direct messages', async () => {
    const rights = { allowedServers: new Set([OTHER]) };
    expect(await kindsRefused({}, rights)).toEqual(KINDS);
    expect(await kindsRefused({ place: { guildId: null } }, rights)).toEqual([]);
    expect(await kindsRefused({}, { allowedServers: new Set([SERVER_ID]) })).toEqual([]);
  });

  it('the rules refuse work in direct messages where these are off, and looks nowhere', async () => {
    const rights = { directMessages: false };
    const refused = await kindsRefused({ place: { guildId: null } }, rights);
    expect(refused.toSorted()).toEqual(WORK.toSorted());
    expect(await kindsRefused({}, rights)).toEqual([]);
  });

  it.each([
    ['in it', { channelId: CHANNEL_ID }, []],
    ['in a thread of it', { channelId: '5', parentIds: [CHANNEL_ID] }, []],
    ['elsewhere', { channelId: '5', parentIds: ['6'] }, ['allowed-channels']],
  ])('the rules allow work in a channel that is named: %s', async (_where, place, expected) => {
    const server = { channels: [CHANNEL_ID] };
    expect(await refusing(act({ kind: 'ask', place, server }))).toEqual(expected);
    expect(await refusing(act({ kind: 'look', place, server }))).toEqual([]);
  });

  it('the rules allow work to the members of a role that is named, and ask for roles only then', async () => {
    const server = { roles: ['7', '8'] };
    expect(await refusing(act({ kind: 'pay', server, person: withRoles('8') }))).toEqual([]);
    expect(await refusing(act({ kind: 'pay', server, person: withRoles('9') }))).toEqual([
      'allowed-roles',
    ]);
    const unknown = { roleIds: () => Promise.reject(new Error('Nobody may ask.')) };
    expect(await refusing(act({ kind: 'pay', person: unknown }))).toEqual([]);
  });

  it('the rules let others look at a card and offer them their own for the rest', async () => {
    const card = resultState(1, { userId: OTHER });
    expect((await kindsRefused({ card })).toSorted()).toEqual(['change', 'end', 'pay']);
    const cardUse = rulesInOrder(groundsWith()).find(({ name }) => name === 'card-use');
    expect(await cardUse?.refuses(act({ kind: 'pay', card }))).toMatchObject({ offersOwn: true });
  });

  it('the rules let everybody use a card where the bot or its server says so, or nobody knows whose it is', async () => {
    const card = resultState(1, { userId: OTHER });
    const pays = { kind: 'pay', card } as const;
    expect(await refusing(act(pays), { cardUse: 'everyone' })).toEqual([]);
    expect(await refusing(act({ ...pays, server: { cardUse: 'everyone' } }))).toEqual([]);
    expect(
      await refusing(act({ ...pays, server: { cardUse: 'owner' } }), { cardUse: 'everyone' }),
    ).toEqual(['card-use']);
    const nobodys = resultState(1, { userId: null });
    expect(await refusing(act({ ...pays, card: nobodys }))).toEqual([]);
  });

  it('the rules let who keeps a card of somebody else let it go', async () => {
    const told = { kind: 'change', name: 'card_keep' } as const;
    const kept = resultState(1, { userId: OTHER, keptBy: act().person.id });
    expect(await refusing(act({ ...told, card: kept }))).toEqual([]);
    const free = resultState(1, { userId: OTHER, keptBy: null });
    expect(await refusing(act({ ...told, card: free }))).toEqual(['card-use']);
  });

  it.each([
    ['who asked', { userId: act().person.id }, {}, true],
    ['a moderator', { userId: OTHER }, { person: { mayManageMessages: true } }, true],
    [
      'a moderator, nobody knows whose it is',
      { userId: null },
      { person: { mayManageMessages: true } },
      true,
    ],
    ['the person of a direct message', { userId: null }, { place: { isOwnChat: true } }, true],
    ['somebody else', { userId: OTHER }, {}, false],
    ['anybody, nobody knows whose it is', { userId: null }, {}, false],
  ])('the rules about who deletes a card: %s', async (_who, state, told, may) => {
    const card = resultState(1, state);
    const ends = act({ kind: 'end', name: 'card_delete_modal', card, ...told });
    expect(await refusing(ends)).toEqual(may ? [] : ['ending-cards']);
  });

  it('the rules let who requested a picture cancel it on the card of somebody else, and no more', async () => {
    const own = generation({ requestedBy: act().person.id });
    const card = resultState(1, { userId: OTHER, generation: own });
    const ends = (name: string) => act({ kind: 'end', name, card });
    expect(await refusing(ends('generation_cancel'))).toEqual([]);
    expect(await refusing(ends('card_delete'))).toEqual(['ending-cards']);
  });
});
