import { describe, expect, it } from '@jest/globals';
import { SnowflakeUtil } from 'discord.js';
import type { Client } from 'discordx';

import type { CardPayload } from '../../../../src/bot/cards/answering/card-payloads.js';
import { CardEdits } from '../../../../src/bot/cards/delivery/card-edits.js';
import { ClickTokens } from '../../../../src/bot/cards/delivery/click-tokens.js';
import { UploadTooSlow } from '../../../../src/bot/gateway/time-limits.js';
import { beginMove } from '../../../../src/interactions/moving.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { buttonClick, cardMessage, discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { resultState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const PAYLOAD: CardPayload = { embeds: [], components: [], allowedMentions: { parse: [] } };
const OLD = '100000000000000001';
const STATE = resultState(1, { messageId: OLD });
const MINUTE_MS = 60_000;

/** A card that was clicked; `byToken` says what an edit by the click's token does. */
function setUp(byToken: () => unknown = () => undefined, told: object = { replied: true }) {
  const edits: string[] = [];
  const clock = new FakeClock();
  const tokens = new ClickTokens(clock);
  const channel = {
    isTextBased: () => true,
    messages: { edit: async () => void edits.push('channel') },
  };
  const client = strictDouble<{ channels: object }>('Client', {
    channels: { fetch: async () => channel },
  });
  const editMessage = async (messageId: string) => {
    edits.push(messageId);
    return byToken();
  };
  const createdTimestamp = clock.now();
  const click = { createdTimestamp, webhook: { editMessage }, message: cardMessage({ id: OLD }) };
  tokens.note(STATE.id, buttonClick('x', { ...click, ...told }));
  return { edits, clock, cards: new CardEdits(client as unknown as Client, tokens) };
}

describe('the edits of a card', () => {
  it('an edit goes by the token of the last click, which has a limit of its own', async () => {
    const { cards, edits } = setUp();
    expect(cards.laneOf(STATE)).toBe(`click ${STATE.id}`);
    await cards.edit(STATE, PAYLOAD);
    expect(edits).toEqual(['@original']);
  });

  it('an edit goes by the channel where the click was on a message that was the card before', async () => {
    const { cards, edits } = setUp();
    await cards.edit(resultState(1, { messageId: '100000000000000002' }), PAYLOAD);
    expect(edits).toEqual(['channel']);
  });

  it('an edit of a card that is on its way to another place can be repeated', async () => {
    const { cards, edits } = setUp();
    const moving = beginMove(STATE, '7', { guildId: null, channelId: '4' });
    const { retryable } = await appErrorOf(cards.edit(moving, PAYLOAD));
    expect([retryable, edits]).toEqual([true, []]);
  });

  it('an edit goes by the channel once the token is about to expire', async () => {
    const { cards, edits, clock } = setUp();
    clock.advance(14 * MINUTE_MS);
    await cards.edit(STATE, PAYLOAD);
    expect(edits).toEqual(['channel']);
  });

  it.each([
    ['was not answered', {}],
    ['was answered by a message of its own', { replied: true, ephemeral: true }],
  ])('an edit goes by the channel where the click %s', async (_why, told) => {
    const { cards, edits } = setUp(undefined, told);
    await cards.edit(STATE, PAYLOAD);
    expect(edits).toEqual(['channel']);
  });

  it.each([
    ['is dead', discordApiError(50027)],
    ['does not reach the card', discordApiError(10008)],
    ['gets no answer', new Error('ECONNRESET')],
  ])(
    'an edit goes by the channel, and so do all others, when the token %s',
    async (_why, error) => {
      const { cards, edits } = setUp(() => Promise.reject(error));
      await cards.edit(STATE, PAYLOAD);
      await cards.edit(STATE, PAYLOAD);
      expect(edits).toEqual(['@original', 'channel', 'channel']);
    },
  );

  it('an upload that the line did not carry is not repeated by the channel, and the token lives on', async () => {
    const { cards, edits } = setUp(() => Promise.reject(new UploadTooSlow(300_000)));
    const files = [{ name: 'cat.png', attachment: Buffer.alloc(300_000) }];
    const editing = cards.edit(STATE, { ...PAYLOAD, files });
    expect((await appErrorOf(editing)).code).toBe('discord.unavailable');
    expect(edits).toEqual(['@original']);
    expect(cards.laneOf(STATE)).toBe(`click ${STATE.id}`);
  });

  it('an edit is not repeated by the channel when Discord refuses what it shows', async () => {
    const { cards, edits } = setUp(() => Promise.reject(discordApiError(200_000)));
    expect((await appErrorOf(cards.edit(STATE, PAYLOAD))).code).toBe('discord.rejected');
    expect(edits).toEqual(['@original']);
  });

  it('an edit of a card that only tokens reach ends where its token is dead', async () => {
    const { cards, edits } = setUp(() => Promise.reject(discordApiError(50027)));
    const state = { ...STATE, reach: 'token' as const };
    expect(cards.isWithinReach(state)).toBe(true);
    await cards.edit(state, PAYLOAD);
    expect(edits).toEqual(['@original']);
    expect(cards.isWithinReach(state)).toBe(false);
  });

  it('an edit of a card that only tokens reach can be repeated by the token where Discord does not answer', async () => {
    const { cards } = setUp(() => Promise.reject(new Error('ECONNRESET')));
    const state = { ...STATE, reach: 'token' as const };
    expect(await appErrorOf(cards.edit(state, PAYLOAD))).toMatchObject({ retryable: true });
    expect(cards.isWithinReach(state)).toBe(true);
  });

  it('edits by the channel have a lane for each channel, and another one for old messages', () => {
    const { cards } = setUp(undefined, {});
    const messageId = SnowflakeUtil.generate().toString();
    const fresh = { ...STATE, messageId };
    expect(cards.laneOf(fresh)).toBe(STATE.channelId);
    expect(cards.laneOf(STATE)).not.toBe(STATE.channelId);
  });
});
