import type { Client } from 'discord.js';
import { Collection, Team } from 'discord.js';
import { expect, it } from '@jest/globals';

import { isBotOwner, ownersOf } from '../../src/bot/bot-owners.js';

function clientOf(owner: unknown): Client<true> {
  return { application: { fetch: async () => ({ owner }) } } as unknown as Client<true>;
}

it('a single owner is the only one, and an application without an owner has none', async () => {
  expect(await ownersOf(clientOf({ id: '7' }))).toEqual(['7']);
  expect(await ownersOf(clientOf(null))).toEqual([]);
});

it('of a team, who has accepted and may change things are owners', async () => {
  const members = [
    { id: '1', membershipState: 2, role: 'admin' },
    { id: '2', membershipState: 1, role: 'admin' },
    { id: '3', membershipState: 2, role: 'read_only' },
    { id: '4', membershipState: 2, role: 'developer' },
  ];
  const team = Object.assign(Object.create(Team.prototype) as object, {
    members: new Collection(members.map((member) => [member.id, member])),
  });
  expect(await ownersOf(clientOf(team))).toEqual(['1', '4']);
  expect(await isBotOwner(clientOf(team), '2')).toBe(false);
});
