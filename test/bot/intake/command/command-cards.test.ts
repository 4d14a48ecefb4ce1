import { describe, expect, it } from '@jest/globals';
import { Collection, type Message } from 'discord.js';
import type { Client } from 'discordx';

import type {
  CardPayload,
  CardPayloads,
} from '../../../../src/bot/cards/answering/card-payloads.js';
import type { CommandAnswer } from '../../../../src/bot/intake/command/command-answer.js';
import { CommandCards } from '../../../../src/bot/intake/command/command-cards.js';
import type { CardPoster } from '../../../../src/bot/intake/mention/card-poster.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import { AppError } from '../../../../src/platform/app-error.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { cardMessage, discordApiError } from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const STATE = interactionState({ messageId: null });
const BY_TOKEN: InteractionState = { ...STATE, reach: 'token' };
const PAYLOAD: CardPayload = { embeds: [], components: [], allowedMentions: { parse: [] } };
const OUTAGE = new Error('fetch failed');

const posting = (code: 'discord.undeliverable' | 'discord.unavailable') =>
  new AppError({ code, retryable: code === 'discord.unavailable', userMessage: 'No.' });

const NO_CHANNEL = {
  fetch: async () => {
    throw discordApiError(10_003);
  },
};

interface Told {
  readonly state?: InteractionState;
  /** The bot's messages in the channel. */
  readonly found?: readonly Message[];
  readonly failure?: Error | null;
  /** Whether the card is the answer already. */
  readonly isAnswer?: boolean;
  readonly channels?: { fetch: () => Promise<unknown> };
}

function setUp({
  state = STATE,
  found = [],
  failure = null,
  isAnswer = false,
  channels,
}: Told = {}) {
  const stored = new MemoryPersistence(state);
  const done: string[] = [];
  const messages = {
    fetch: async ({ after }: { after: string }) => {
      expect(after).toBe(state.requestMessageId);
      return new Collection(found.map((one) => [one.id, one]));
    },
  };
  const channel = { isSendable: () => true, messages };
  const client = { channels: channels ?? { fetch: async () => channel } };
  const poster = strictDouble<CardPoster>('CardPoster', {
    postIn: async () => {
      done.push('posted');
      if (failure) throw failure;
    },
  });
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => PAYLOAD,
    inTurn: async (_personId, _payload, send) => send(),
  });
  const answer = strictDouble<CommandAnswer>('CommandAnswer', {
    show: async () => {
      done.push('answered');
      return cardMessage({ id: '88' });
    },
    isCardOf: async (id) => isAnswer && id === state.id,
    remove: async () => void done.push('answer removed'),
  });
  const cards = new CommandCards(
    client as unknown as Client,
    poster,
    payloads,
    stored.service,
    new RecordingLogger(),
  );
  return { cards, answer, stored, done };
}

const FROM = { guildId: '3', channelId: '4', messageId: '66' };
const own = { author: { id: '1' }, client: { user: { id: '1' } }, createdTimestamp: 1 };

describe('the card of a command', () => {
  it('the card is posted into the channel, and takes the place of the answer', async () => {
    const { cards, answer, done } = setUp();
    await cards.show(STATE, answer);
    expect(done).toEqual(['posted', 'answer removed']);
  });

  it('a card that a former process has posted is noted, and not posted again', async () => {
    const found = [cardMessage({ ...own, id: '77' })];
    const { cards, answer, done, stored } = setUp({ found });
    await cards.show(STATE, answer);
    expect(done).toEqual(['answer removed']);
    expect(stored.state.messageId).toBe('77');
  });

  it('of a card that is known only the answer is removed, which is in its way', async () => {
    const state = { ...STATE, messageId: '66' };
    const { cards, answer, done } = setUp({ state });
    await cards.show(state, answer);
    expect(done).toEqual(['answer removed']);
  });

  it('of a card that is being brought to another place the answer is removed, unless it was the card', async () => {
    const move = { clickId: '9', from: { ...FROM, reach: 'channel' as const } };
    const posted = { ...STATE, move };
    const { cards, answer, done } = setUp({ state: posted });
    await cards.show(posted, answer);
    expect(done).toEqual(['answer removed']);
    await cards.show({ ...posted, move: { ...move, from: { ...FROM, reach: 'token' } } }, answer);
    expect(done).toEqual(['answer removed']);
  });

  it('a card that its token reaches is the answer itself, once', async () => {
    const { cards, answer, done, stored } = setUp({ state: BY_TOKEN });
    await cards.show(BY_TOKEN, answer);
    expect(stored.state.messageId).toBe('88');
    await cards.show(stored.state, answer);
    expect(done).toEqual(['answered']);
  });

  it.each<[string, Told]>([
    ['the bot may not write', { failure: posting('discord.undeliverable') }],
    ['the bot cannot see the channel', { channels: NO_CHANNEL }],
    ['there are no messages', { channels: { fetch: async () => null } }],
  ])('where %s, the answer becomes the card, from then on', async (_where, told) => {
    const { cards, answer, done, stored } = setUp(told);
    await cards.show(STATE, answer);
    expect(done.at(-1)).toBe('answered');
    expect(stored.state).toMatchObject({ reach: 'token', messageId: '88' });
  });

  it.each<[string, Told]>([
    ['Discord does not post it', { failure: posting('discord.unavailable') }],
    ['Discord does not tell of the channel', { channels: { fetch: () => Promise.reject(OUTAGE) } }],
  ])('the card is left to another try where %s, and the answer stays', async (_why, told) => {
    const { cards, answer, done, stored } = setUp(told);
    expect((await appErrorOf(cards.show(STATE, answer))).code).toBe('discord.unavailable');
    expect(done).not.toContain('answer removed');
    expect(stored.saved).toEqual([]);
  });

  it.each<[string, Told, boolean]>([
    ['that was posted', { found: [cardMessage({ ...own, id: '77' })] }, true],
    ['that was not', {}, false],
    ['whose channel the bot cannot see', { channels: NO_CHANNEL }, false],
    ['that is an answer', { state: BY_TOKEN, isAnswer: true }, true],
    ['that is no answer yet', { state: BY_TOKEN }, false],
  ])('a card %s is known to be there or not, and nothing is shown', async (_what, told, is) => {
    const { cards, answer, done } = setUp(told);
    expect(await cards.isThere(told.state ?? STATE, answer)).toBe(is);
    expect(done).toEqual([]);
  });

  it('nobody can tell of a card that was an answer whose token is over, or while Discord is away', async () => {
    const { cards, answer } = setUp({ channels: { fetch: () => Promise.reject(OUTAGE) } });
    expect(await cards.isThere(BY_TOKEN, null)).toBe(false);
    expect((await appErrorOf(cards.isThere(STATE, answer))).code).toBe('discord.unavailable');
  });
});
