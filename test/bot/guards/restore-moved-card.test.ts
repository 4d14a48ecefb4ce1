import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'discordx';

import type { CardPayload, CardPayloads } from '../../../src/bot/cards/answering/card-payloads.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { RestoreViewGuard } from '../../../src/bot/guards/restore-view-guard.js';
import type { InteractionState } from '../../../src/interactions/interaction-state.js';
import { beginMove, endMove } from '../../../src/interactions/moving.js';
import { KeyedMutex } from '../../../src/platform/keyed-mutex.js';
import { buttonClick, cardMessage } from '../../support/discord-doubles.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { noTokens } from '../../support/no-tokens.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { INTERACTION_ID as ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const STATE = resultState(2);
const THERE = { guildId: null, channelId: '410000000000000004' };
const NEW_ID = '610000000000000006';
const LINK = `https://discord.com/channels/@me/${THERE.channelId}/${NEW_ID}`;
const ON_ITS_WAY = beginMove(STATE, '700000000000000001', THERE);
const MOVED = endMove(ON_ITS_WAY, NEW_ID) ?? STATE;
const PAYLOAD: CardPayload = { embeds: [], components: [], allowedMentions: { parse: [] } };

/** A click on a message of the card that has this state. */
async function click(state: InteractionState, messageId = STATE.messageId) {
  const stored = new MemoryPersistence(state);
  const edits: unknown[] = [];
  const posts: string[] = [];
  const channelOf = (id: string) => ({
    id,
    isTextBased: () => true,
    isSendable: () => true,
    send: async () => {
      posts.push(id);
      return { id: NEW_ID };
    },
    messages: {
      fetch: async () => [],
      edit: async (edited: string, { content, components }: Record<string, unknown>) =>
        void edits.push([id, edited, content, components]),
    },
  });
  const client = { user: { id: 'bot' }, channels: { fetch: async (id: string) => channelOf(id) } };
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => PAYLOAD,
    inTurn: async (_personId, _payload, send) => send(),
  });
  const tools = [stored.service, new KeyedMutex(), payloads, noTokens(), new RecordingLogger()];
  const { guard } = new RestoreViewGuard(
    ...(tools as ConstructorParameters<typeof RestoreViewGuard>),
  );
  const told: unknown[] = [];
  const handled: (InteractionState | undefined)[] = [];
  const pressed = buttonClick(`style_nav_left:${ID}`, {
    client,
    guildId: null,
    message: cardMessage({ id: messageId, channelId: THERE.channelId }),
    reply: async ({ content }: { content: string }) => void told.push(content),
    update: async ({ content, components }: Record<string, unknown>) =>
      void told.push([content, components]),
  });
  const data: CardGuardData = {};
  const next = async () => void handled.push(data.view?.state);
  await guard(pressed, strictDouble<Client>('Client', {}), next, data);
  await data.answer?.settle();
  return { stored, edits, posts, told, handled };
}

const WHERE = expect.stringContaining(LINK);

describe('the guard that restores views, on a card that was brought to another place', () => {
  it('a press on the former message is told where the card is, changes nothing, and takes its buttons away', async () => {
    const { stored, edits, told, handled } = await click(MOVED);
    expect(told).toEqual([WHERE]);
    expect(edits).toEqual([[STATE.channelId, STATE.messageId, WHERE, []]]);
    expect([handled, stored.saved]).toEqual([[], []]);
  });

  it('a press on a former message that only tokens reach turns that into the answer', async () => {
    const formerCards = MOVED.formerCards.map((card) => ({ ...card, reach: 'token' as const }));
    const { edits, told } = await click({ ...MOVED, formerCards });
    expect(told).toEqual([[WHERE, []]]);
    expect(edits).toEqual([]);
  });

  it('a press on the former message while the card is on its way brings it there first', async () => {
    const { stored, posts, told, handled } = await click(ON_ITS_WAY);
    expect(posts).toEqual([THERE.channelId]);
    expect(told).toEqual([WHERE]);
    expect(stored.state).toMatchObject({ messageId: NEW_ID, move: null });
    expect(handled).toEqual([]);
  });

  it('a press on the new message works, also before the row says that it is the card', async () => {
    const known = await click(MOVED, NEW_ID);
    expect(known.handled).toMatchObject([{ messageId: NEW_ID }]);
    const unknown = await click(ON_ITS_WAY, NEW_ID);
    expect(unknown.handled).toMatchObject([
      { ...THERE, messageId: NEW_ID, move: null, formerCards: MOVED.formerCards },
    ]);
    expect([unknown.posts, unknown.told]).toEqual([[], []]);
    expect(unknown.edits).toEqual([[STATE.channelId, STATE.messageId, WHERE, []]]);
  });
});
