import { describe, expect, it } from '@jest/globals';
import { Client } from 'discord.js';

import { CommandAnswer } from '../../../../src/bot/intake/command/command-answer.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { INTERACTION_ID } from '../../../support/states.js';

const UNKNOWN_WEBHOOK = discordApiError(10_015);
const UNKNOWN_MESSAGE = discordApiError(10_008);
const DEAD_TOKEN = discordApiError(50_027);
const INVALID_BODY = discordApiError(50_035);
const OUTAGE = new Error('fetch failed');

const TOKEN = 'a-token-that-nobody-may-read';

/**
 * @param failure what every request of discord.js is rejected with; null: none is.
 * @param message what the answer is.
 */
function setUp(failure: Error | null, message: object = {}) {
  const sent: string[] = [];
  const request = (method: string) => async (route: string) => {
    sent.push(`${method} ${route}`);
    if (failure) throw failure;
    return { id: '88', ...message };
  };
  const rest = { get: request('GET'), patch: request('PATCH'), delete: request('DELETE') };
  const client = Object.assign(new Client({ intents: [] }), { application: { id: '1' }, rest });
  return { answer: new CommandAnswer(client as unknown as Client<true>, TOKEN), sent };
}

const ORIGINAL = `/webhooks/1/${TOKEN}/messages/%40original`;

describe('the answer to a command', () => {
  it('the answer is known to be the card of an interaction, of another one, or no card', async () => {
    const card = { embeds: [{ footer: { text: `Persistent Session ID: ${INTERACTION_ID}` } }] };
    expect(await setUp(null, card).answer.isCardOf(INTERACTION_ID)).toBe(true);
    expect(await setUp(null, card).answer.isCardOf('another one')).toBe(false);
    expect(await setUp(null).answer.isCardOf(INTERACTION_ID)).toBe(false);
    expect(await setUp(UNKNOWN_MESSAGE).answer.isCardOf(INTERACTION_ID)).toBe(false);
  });

  it('the answer is asked for and taken away by the token alone', async () => {
    const { answer, sent } = setUp(null);
    expect(await answer.presence()).toBe('there');
    await answer.remove();
    expect(sent).toEqual([`GET ${ORIGINAL}`, `DELETE ${ORIGINAL}`]);
  });

  it.each([
    ['its command was never acknowledged', UNKNOWN_WEBHOOK, 'gone'],
    ['it was taken away', UNKNOWN_MESSAGE, 'gone'],
    ['its token is over', DEAD_TOKEN, 'late'],
  ])(
    'no answer is there where %s, and taking it away is no failure',
    async (_why, failure, presence) => {
      const { answer } = setUp(failure);
      expect(await answer.presence()).toBe(presence);
      await answer.remove();
    },
  );

  it('whether an answer is there is not known while Discord is away, and it is taken away later', async () => {
    const { answer } = setUp(OUTAGE);
    for (const work of [answer.presence(), answer.remove(), answer.show({ content: 'hello' })])
      expect((await appErrorOf(work)).code).toBe('discord.unavailable');
  });

  it('an answer that Discord does not take says so', async () => {
    const { answer } = setUp(INVALID_BODY);
    expect((await appErrorOf(answer.show({ content: 'hello' }))).code).toBe('discord.rejected');
  });
});
