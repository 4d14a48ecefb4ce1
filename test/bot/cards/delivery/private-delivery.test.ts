import { describe, expect, it } from '@jest/globals';
import { Collection } from 'discord.js';
import type { Client } from 'discordx';

import type { AppError } from '../../../../src/platform/app-error.js';
import type {
  CardPayload,
  CardPayloads,
} from '../../../../src/bot/cards/answering/card-payloads.js';
import { PrivateDelivery } from '../../../../src/bot/cards/delivery/private-delivery.js';
import { toDiscordError } from '../../../../src/bot/discord-errors.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { cardMessage, discordApiError } from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { generation, resultState, TICKET } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const PAYLOAD: CardPayload = {
  embeds: [{ title: 'Output 2 of 2' }],
  components: [{ type: 1, components: [] }],
  files: [{ attachment: Buffer.from('picture'), name: 'p.png' }],
  attachments: [],
  allowedMentions: { parse: [] },
};
const STATE = resultState(2, { generation: generation({ status: 'delivered' }) });
const REQUESTED_MS = Date.parse(TICKET.requestedAt);

const FORBIDDEN = toDiscordError(discordApiError(50013));

/** A direct message that the bot has sent before. */
const earlier = (createdTimestamp: number) =>
  cardMessage({
    id: '91',
    channelId: '90',
    author: { id: '1' },
    client: { user: { id: '1' } },
    createdTimestamp,
  });

function setUp({ state = STATE, before = [] as ReturnType<typeof earlier>[], failsWith = 0 } = {}) {
  const stored = new MemoryPersistence(state);
  const sent: Record<string, unknown>[] = [];
  const fetched: string[] = [];
  const channel = {
    messages: { fetch: async () => new Collection(before.map((message) => [message.id, message])) },
    send: async (message: Record<string, unknown>) => {
      if (failsWith > 0) throw discordApiError(failsWith);
      if (failsWith < 0) throw new Error('ECONNRESET');
      sent.push(message);
      return { id: '92', channelId: '90' };
    },
  };
  const users = {
    fetch: async (id: string) => {
      fetched.push(id);
      return { createDM: async () => channel };
    },
  };
  const client = strictDouble<{ users: object }>('Client', { users });
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => PAYLOAD,
    inTurn: async (_personId, _payload, send) => send(),
  });
  const logger = new RecordingLogger();
  const delivery = new PrivateDelivery(client as unknown as Client, payloads, logger);
  const deliver = (reason: AppError) => delivery.deliver(stored.state, reason);
  return { deliver, stored, sent, fetched, logger };
}

describe('the private delivery of an outcome', () => {
  it('the direct message brings picture and text to the person who asked for the picture, without buttons', async () => {
    const { deliver, stored, sent, fetched } = setUp();
    expect(await deliver(FORBIDDEN)).toBe(true);
    expect(fetched).toEqual([TICKET.requestedBy]);
    expect(sent).toMatchObject([
      {
        content: expect.stringContaining(`<#${STATE.channelId}>`),
        embeds: PAYLOAD.embeds,
        files: PAYLOAD.files,
        components: [],
        enforceNonce: true,
        allowedMentions: { parse: [] },
      },
    ]);
    expect(String(sent[0]?.['content'])).toContain('as soon as I may write there.');
    expect(stored.saved).toEqual([]);
  });

  it('the direct message has the same nonce each time, short enough for Discord', async () => {
    const { deliver, sent } = setUp();
    await deliver(FORBIDDEN);
    await deliver(FORBIDDEN);
    const [first, second] = sent.map(({ nonce }) => String(nonce));
    expect(first).toBe(second);
    expect(first?.length).toBeLessThanOrEqual(25);
  });

  it('the direct message is sent once: one that a former process has sent is taken as it is', async () => {
    const { deliver, stored, sent } = setUp({ before: [earlier(REQUESTED_MS + 5000)] });
    expect(await deliver(FORBIDDEN)).toBe(true);
    expect(sent).toEqual([]);
    expect(stored.saved).toEqual([]);
  });

  it('the direct message is sent again for another picture of the same card', async () => {
    const { deliver, sent } = setUp({ before: [earlier(REQUESTED_MS - 1)] });
    await deliver(FORBIDDEN);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['the person takes none', setUp({ failsWith: 50007 })],
    [
      'the person has called the picture off',
      setUp({ state: { ...STATE, generation: generation({ status: 'cancelled' }) } }),
    ],
    ['nothing was asked for', setUp({ state: { ...STATE, generation: null } })],
  ])('the direct message is not sent where %s', async (_why, { deliver, sent, stored }) => {
    expect(await deliver(FORBIDDEN)).toBe(false);
    expect(sent).toEqual([]);
    expect(stored.saved).toEqual([]);
  });

  it('the direct message is worth another attempt when Discord does not answer', async () => {
    const { deliver } = setUp({ failsWith: -1 });
    expect(await appErrorOf(deliver(FORBIDDEN))).toMatchObject({ retryable: true });
  });
});
