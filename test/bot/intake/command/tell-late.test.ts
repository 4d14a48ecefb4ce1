import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discord.js';

import { tellLate } from '../../../../src/bot/intake/command/tell-late.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { commandRequest } from '../../../support/command-requests.js';
import { discordApiError } from '../../../support/discord-doubles.js';

const CLOSED = discordApiError(50_007);

function setUp(failure: Error | null) {
  const sent: unknown[] = [];
  const person = {
    send: async (message: object) => {
      sent.push(message);
      if (failure) throw failure;
    },
  };
  const asked: string[] = [];
  const users = { fetch: async (id: string) => (asked.push(id), person) };
  return { client: { users } as unknown as Client, sent, asked };
}

const REQUEST = commandRequest();

describe('what is said too late for the token of a command', () => {
  it('a direct message goes to who asked, with a nonce that every process would give it, and pings nobody', async () => {
    const { client, sent, asked } = setUp(null);
    await tellLate(client, REQUEST, 'Please ask again.');
    expect(asked).toEqual([REQUEST.userId]);
    expect(sent).toEqual([
      {
        content: 'Please ask again.',
        allowedMentions: { parse: [] },
        nonce: `late-${REQUEST.id}`,
        enforceNonce: true,
      },
    ]);
    expect(`late-${REQUEST.id}`.length).toBeLessThanOrEqual(25);
  });

  it('somebody who takes no direct messages is not told, and nothing fails over it', async () => {
    const { client, sent } = setUp(CLOSED);
    await tellLate(client, REQUEST, 'Please ask again.');
    expect(sent).toHaveLength(1);
  });

  it('somebody is told later where Discord is away', async () => {
    const { client } = setUp(new Error('fetch failed'));
    const { code } = await appErrorOf(tellLate(client, REQUEST, 'Please ask again.'));
    expect(code).toBe('discord.unavailable');
  });
});
