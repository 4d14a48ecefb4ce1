import type { Client } from 'discordx';

import type { CardPayload, CardPayloads } from '../../src/bot/cards/answering/card-payloads.js';
import { CardEdits } from '../../src/bot/cards/delivery/card-edits.js';
import type { ClickTokens } from '../../src/bot/cards/delivery/click-tokens.js';
import { DiscordCardDelivery } from '../../src/bot/cards/delivery/discord-card-delivery.js';
import type { PrivateDelivery } from '../../src/bot/cards/delivery/private-delivery.js';
import { MemoryPersistence } from './memory-persistence.js';
import { noTokens } from './no-tokens.js';
import { RecordingLogger } from './recording-logger.js';
import { resultState } from './states.js';
import { strictDouble } from './strict-double.js';

/** What every card is sent as. */
export const PAYLOAD: CardPayload = {
  embeds: [],
  components: [],
  allowedMentions: { parse: [] },
};

/** The card that is delivered. */
export const STATE = resultState(2);

/**
 * The delivery of cards, and what it does.
 *
 * @param fetchChannel what Discord answers to who asks for the card's channel.
 * @param isTold whether people can be told in direct messages.
 */
export function deliveryUnderTest(
  fetchChannel: (edits: unknown[]) => unknown,
  isTold = false,
  tokens: ClickTokens = noTokens(),
) {
  const edits: unknown[] = [];
  const builds: unknown[] = [];
  const kept: unknown[] = [];
  const fetched: unknown[] = [];
  const channels = {
    fetch: async (id: string) => {
      fetched.push(id);
      return fetchChannel(edits);
    },
  };
  const client = strictDouble<{ channels: object }>('Client', { channels });
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async (...args) => {
      builds.push(args);
      return PAYLOAD;
    },
    keeping: async (...args) => {
      kept.push(args);
      return PAYLOAD;
    },
    inTurn: async (_personId, _payload, send) => send(),
  });
  const told: unknown[] = [];
  const inPrivate = strictDouble<PrivateDelivery>('PrivateDelivery', {
    deliver: async (state, { code }) => {
      told.push([state, code]);
      return isTold;
    },
  });
  const stored = new MemoryPersistence(STATE);
  const delivery = new DiscordCardDelivery(
    new CardEdits(client as unknown as Client, tokens),
    payloads,
    inPrivate,
    stored.service,
    new RecordingLogger(),
  );
  return { delivery, edits, builds, kept, fetched, told, stored };
}
