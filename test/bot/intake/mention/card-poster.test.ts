import { describe, expect, it } from '@jest/globals';
import { Collection, Message, type SendableChannels } from 'discord.js';

import type {
  CardPayload,
  CardPayloads,
} from '../../../../src/bot/cards/answering/card-payloads.js';
import type { RulesAgain } from '../../../../src/bot/guards/rules/rules-again.js';
import { CardPoster } from '../../../../src/bot/intake/mention/card-poster.js';
import { beginMove } from '../../../../src/interactions/moving.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import {
  cardMessage,
  discordApiError,
  unknownReference,
} from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const STATE = interactionState({ messageId: null });
const PAYLOAD: CardPayload = { embeds: [], components: [], allowedMentions: { parse: [] } };

function setUp(
  answer: () => unknown,
  found: readonly Message[] = [],
  state = STATE,
  refusal: string | null = null,
) {
  const stored = new MemoryPersistence(state);
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => PAYLOAD,
    inTurn: async (_personId, _payload, send) => send(),
  });
  const rules = strictDouble<RulesAgain>('RulesAgain', { refusal: async () => refusal });
  const replies: { readonly nonce?: unknown }[] = [];
  const channel = {
    messages: { fetch: async () => new Collection(found.map((one) => [one.id, one])) },
  };
  const message = strictInstance(Message, {
    id: '500000000000000005',
    guild: null,
    channel,
    client: {},
    reply: async (reply: object) => {
      replies.push(reply);
      return answer();
    },
  });
  return {
    stored,
    replies,
    message,
    poster: new CardPoster(stored.service, payloads, rules, new RecordingLogger()),
  };
}

const away = () => Promise.reject(new Error('fetch failed'));

describe('the card poster', () => {
  it('the poster replies with the card, and notes in the row which message it is', async () => {
    const { stored, replies, message, poster } = setUp(() => ({ id: '77' }));
    await poster.post(message, STATE);
    expect(replies).toEqual([
      { ...PAYLOAD, nonce: expect.any(String), enforceNonce: true, failIfNotExists: true },
    ]);
    expect(stored.state.messageId).toBe('77');
  });

  it('the card has a nonce that is the message’s own, in every process, so that no second card is posted', async () => {
    const { replies, message, poster } = setUp(() => ({ id: '77' }));
    await poster.post(message, STATE);
    await poster.post(message, STATE);
    expect(replies.map(({ nonce }) => nonce)).toEqual([message.id, message.id]);
    expect(message.id.length).toBeLessThanOrEqual(25);
  });

  it('a card that somebody asked for by a command is posted into a channel, with the command’s id as its nonce', async () => {
    const { stored, replies, poster } = setUp(() => ({ id: '99' }));
    const sent: unknown[] = [];
    const channel = {
      send: async (payload: object) => {
        sent.push(payload);
        return { id: '77' };
      },
    };
    await poster.postIn(channel as unknown as SendableChannels, STATE);
    expect(sent).toEqual([{ ...PAYLOAD, nonce: STATE.requestMessageId, enforceNonce: true }]);
    expect([replies, stored.state.messageId]).toEqual([[], '77']);
  });

  it('a card that was on its way to another place when the process died is posted there, and answers nothing', async () => {
    const moving = beginMove(STATE, '70', { guildId: null, channelId: '40' });
    const { stored, replies, message, poster } = setUp(() => ({ id: '99' }), [], moving);
    const sent: unknown[] = [];
    const there = {
      isSendable: () => true,
      messages: message.channel.messages,
      send: async ({ nonce }: { nonce: string }) => {
        sent.push(nonce);
        return { id: '88' };
      },
    };
    const client = { user: { id: '1' }, channels: { fetch: async () => there } };
    const asked = strictInstance(Message, { id: message.id, channel: { client } });
    await poster.postUnlessThere(asked, moving);
    expect([sent, replies]).toEqual([['70'], []]);
    expect(stored.state).toMatchObject({ channelId: '40', messageId: '88', move: null });
  });

  it('the poster takes over the card that a former process has posted', async () => {
    const own = { author: { id: '1' }, client: { user: { id: '1' } }, createdTimestamp: 1 };
    const card = cardMessage({ ...own, id: '88' });
    const other = cardMessage({ ...own, id: '87', embeds: [] });
    const { stored, replies, message, poster } = setUp(() => ({ id: '99' }), [other, card]);
    await poster.postUnlessThere(message, STATE);
    expect(replies).toEqual([]);
    expect(stored.state.messageId).toBe('88');
  });

  it('the poster posts the card where a former process has posted none', async () => {
    const { stored, replies, message, poster } = setUp(() => ({ id: '99' }));
    await poster.postUnlessThere(message, STATE);
    expect(replies).toHaveLength(1);
    expect(stored.state.messageId).toBe('99');
  });

  it('the poster posts no card where a rule is against it by now, says why, and notes that', async () => {
    const { stored, replies, message, poster } = setUp(() => ({ id: '99' }), [], STATE, 'No.');
    await poster.postUnlessThere(message, STATE);
    expect(replies).toMatchObject([{ content: 'No.', enforceNonce: true }]);
    expect(stored.state).toMatchObject({ messageId: null, deletedAt: new FakeClock().iso() });
  });

  it('the poster takes over a card that was posted before a rule was against it', async () => {
    const own = { author: { id: '1' }, client: { user: { id: '1' } }, createdTimestamp: 1 };
    const card = cardMessage({ ...own, id: '88' });
    const { stored, replies, message, poster } = setUp(() => undefined, [card], STATE, 'No.');
    await poster.postUnlessThere(message, STATE);
    expect(replies).toEqual([]);
    expect(stored.state).toMatchObject({ messageId: '88', deletedAt: null });
  });

  it('the poster leaves a refusal to the next start where Discord is away', async () => {
    const { stored, message, poster } = setUp(away, [], STATE, 'No.');
    await appErrorOf(poster.postUnlessThere(message, STATE));
    expect(stored.saved).toEqual([]);
  });

  it('the poster changes no row that a click has told meanwhile which message its card is', async () => {
    const { stored, message, poster } = setUp(() => {
      stored.state = { ...stored.state, messageId: '77' };
      return { id: '77' };
    });
    await poster.post(message, STATE);
    expect(stored.saved).toEqual([]);
  });

  it('the poster closes the card that it has posted where somebody has brought it elsewhere meanwhile', async () => {
    const closed: unknown[] = [];
    const channel = {
      isTextBased: () => true,
      messages: { edit: async (id: string, payload: object) => closed.push({ id, ...payload }) },
    };
    const client = { channels: { fetch: async () => channel } };
    const { stored, message, poster } = setUp(() => {
      stored.state = { ...stored.state, messageId: '66' };
      return { id: '77', channelId: '40', client };
    });
    await poster.post(message, STATE);
    expect(stored.state).toMatchObject({
      messageId: '66',
      formerCards: [{ channelId: '40', messageId: '77', reach: 'channel' }],
    });
    expect(closed).toMatchObject([{ id: '77', components: [] }]);
  });

  it('the poster posts no card for a message that was deleted meanwhile, and notes that', async () => {
    const { stored, message, poster } = setUp(() => Promise.reject(unknownReference()));
    await poster.post(message, STATE);
    expect(stored.state).toMatchObject({ messageId: null, deletedAt: new FakeClock().iso() });
  });

  it('the poster gives up a request whose message is gone, unless its card is there', async () => {
    const own = { author: { id: '1' }, client: { user: { id: '1' } }, createdTimestamp: 1 };
    const without = setUp(() => undefined);
    await without.poster.findOrGiveUp(without.message.channel, STATE);
    expect(without.stored.state).toMatchObject({
      messageId: null,
      deletedAt: new FakeClock().iso(),
    });
    const withCard = setUp(() => undefined, [cardMessage({ ...own, id: '88' })]);
    await withCard.poster.findOrGiveUp(withCard.message.channel, STATE);
    expect(withCard.stored.state).toMatchObject({ messageId: '88', deletedAt: null });
  });

  it('the poster says so where Discord refuses the card', async () => {
    const { stored, message, poster } = setUp(() => Promise.reject(discordApiError(50013)));
    expect((await appErrorOf(poster.post(message, STATE))).code).toBe('discord.undeliverable');
    expect(stored.saved).toEqual([]);
  });
});
