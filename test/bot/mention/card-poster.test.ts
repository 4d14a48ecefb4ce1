import { describe, expect, it } from '@jest/globals';
import { Message } from 'discord.js';

import type { CardPayload, CardPayloads } from '../../../src/bot/answering/card-payloads.js';
import { CardPoster } from '../../../src/bot/mention/card-poster.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { discordApiError } from '../../support/discord-doubles.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { interactionState } from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const STATE = interactionState({ messageId: null });
const PAYLOAD: CardPayload = { embeds: [], components: [], allowedMentions: { parse: [] } };

function setUp(answer: () => unknown) {
  const stored = new MemoryPersistence(STATE);
  const payloads = strictDouble<CardPayloads>('CardPayloads', { build: async () => PAYLOAD });
  const replies: { readonly nonce?: unknown }[] = [];
  const message = strictInstance(Message, {
    reply: async (reply: object) => {
      replies.push(reply);
      return answer();
    },
  });
  return { stored, replies, message, poster: new CardPoster(stored.service, payloads) };
}

describe('posting a card', () => {
  it('replies with it, and notes in the row which message it is', async () => {
    const { stored, replies, message, poster } = setUp(() => ({ id: '77' }));
    await poster.post(message, STATE);
    expect(replies).toEqual([
      { ...PAYLOAD, nonce: expect.any(String), enforceNonce: true, failIfNotExists: false },
    ]);
    expect(stored.state.messageId).toBe('77');
  });

  it('has a nonce that is the interaction’s own, so that no second card is posted', async () => {
    const { replies, message, poster } = setUp(() => ({ id: '77' }));
    await poster.post(message, STATE);
    await poster.post(message, STATE);
    const [first, second] = replies.map(({ nonce }) => String(nonce));
    expect(first).toBe(second);
    expect(first?.length).toBeLessThanOrEqual(25);
  });

  it('says so where Discord refuses it', async () => {
    const { stored, message, poster } = setUp(() => Promise.reject(discordApiError(50013)));
    expect((await appErrorOf(poster.post(message, STATE))).code).toBe('discord.undeliverable');
    expect(stored.saved).toEqual([]);
  });
});
