import { describe, expect, it } from '@jest/globals';
import {
  Collection,
  Team,
  TeamMemberMembershipState,
  TeamMemberRole,
  type Client,
  type ClientApplication,
} from 'discord.js';

import { isBotOwner, ownersOf } from '../../../src/bot/guards/bot-owners.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const { Accepted: ACCEPTED, Invited: INVITED } = TeamMemberMembershipState;
const { Admin: ADMIN, Developer: DEVELOPER, ReadOnly: READ_ONLY } = TeamMemberRole;

const TEAM = strictInstance(Team, {
  members: new Collection([
    ['admin', { membershipState: ACCEPTED, role: ADMIN }],
    ['developer', { membershipState: ACCEPTED, role: DEVELOPER }],
    ['reader', { membershipState: ACCEPTED, role: READ_ONLY }],
    ['invited', { membershipState: INVITED, role: ADMIN }],
  ]),
});

function clientOf(owner: unknown): Client<true> {
  const application: ClientApplication = Object.create({ fetch: async () => ({ owner }) });
  return strictDouble<Client<true>>('Client', { application });
}

describe('the owners of the bot', () => {
  it('the owners are those of a team who accepted and may change something, not who is only invited or reads', async () => {
    expect(await ownersOf(clientOf(TEAM))).toEqual(['admin', 'developer']);
  });

  it.each([
    ['admin', true],
    ['reader', false],
    ['invited', false],
    ['stranger', false],
  ])('%s of a team is an owner: %s', async (id, is) => {
    const user = Object.create({ id });
    expect(await isBotOwner({ client: clientOf(TEAM), user })).toBe(is);
  });

  it('without a team the owner is one person, or nobody', async () => {
    expect(await ownersOf(clientOf({ id: 'ann' }))).toEqual(['ann']);
    expect(await ownersOf(clientOf(null))).toEqual([]);
  });
});
