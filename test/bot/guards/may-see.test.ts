import { describe, expect, it } from '@jest/globals';
import { ChannelType, type BaseInteraction } from 'discord.js';

import { maySee } from '../../../src/bot/guards/may-see.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { discordApiError } from '../../support/discord-doubles.js';
import { interactionState } from '../../support/states.js';

const STATE = interactionState();
const OTHER = '200000000000000009';

interface Told {
  readonly personId?: string;
  readonly inGuild?: boolean;
  readonly mayRead?: boolean;
  readonly mayManage?: boolean;
  readonly thread?: { readonly isMember: boolean };
  readonly onMember?: () => never;
}

/** Somebody who asks for a card. */
function asking({
  personId = OTHER,
  inGuild = true,
  mayRead = true,
  mayManage = false,
  thread,
  onMember,
}: Told): BaseInteraction {
  const channel = {
    type: thread ? ChannelType.PrivateThread : ChannelType.GuildText,
    isDMBased: () => false,
    isTextBased: () => true,
    isThread: () => thread !== undefined,
    permissionsFor: () => ({
      has: (wanted: unknown) => (Array.isArray(wanted) ? mayRead : mayManage),
    }),
    members: {
      fetch: async () => {
        if (thread?.isMember !== true) throw discordApiError(10_007);
      },
    },
  };
  const fetch = async (id: string) => {
    onMember?.();
    return { id };
  };
  const guilds = { cache: new Map(inGuild ? [[STATE.guildId, { members: { fetch } }]] : []) };
  const client = { guilds, channels: { fetch: async () => channel } };
  return { user: { id: personId }, client } as unknown as BaseInteraction;
}

function failing(error: Error): () => never {
  return () => {
    throw error;
  };
}

describe('who may see an interaction', () => {
  it.each([
    ['who asked for it', true, { personId: STATE.userId ?? '', inGuild: false }],
    ['somebody who can read the channel of its card', true, {}],
    ['somebody who cannot', false, { mayRead: false }],
    ['somebody, where the server is not known', false, { inGuild: false }],
    ['a member of the private thread', true, { thread: { isMember: true } }],
    ['somebody outside of the private thread', false, { thread: { isMember: false } }],
    [
      'somebody who manages the private thread',
      true,
      { thread: { isMember: false }, mayManage: true },
    ],
  ])('%s: %s', async (_who, may, told: Told) => {
    expect(await maySee(asking(told), STATE)).toBe(may);
  });

  it('nobody but who asked sees a card in a direct message', async () => {
    expect(await maySee(asking({}), { ...STATE, guildId: null })).toBe(false);
  });

  it('nobody but who asked sees a card that only tokens reach, because it may be private', async () => {
    expect(await maySee(asking({}), { ...STATE, reach: 'token' })).toBe(false);
  });

  it('somebody who is not in the server may not see a card there, and who cannot be looked up is told so', async () => {
    const stranger = { onMember: failing(discordApiError(10_007)) };
    expect(await maySee(asking(stranger), STATE)).toBe(false);
    const unknown = { onMember: failing(new Error('socket hang up')) };
    const { retryable } = await appErrorOf(maySee(asking(unknown), STATE));
    expect(retryable).toBe(true);
  });
});
