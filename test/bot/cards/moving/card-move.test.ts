import { describe, expect, it } from '@jest/globals';
import type { SendableChannels } from 'discord.js';

import type { CardPayloads } from '../../../../src/bot/cards/answering/card-payloads.js';
import type { SpoilerMode } from '../../../../src/config/moderation.js';
import { CardMove } from '../../../../src/bot/cards/moving/card-move.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import { beginMove, endMove, posted } from '../../../../src/interactions/moving.js';
import { KeyedMutex } from '../../../../src/platform/keyed-mutex.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { cardEmbed, discordApiError } from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { INTERACTION_ID as ID, resultState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const STATE = resultState(1);
const OLD_ID = STATE.messageId ?? '';
const CLICK_ID = '700000000000000001';
const HERE = { guildId: '310000000000000003', channelId: '410000000000000004' };
const NEW_ID = '610000000000000006';

interface Told {
  readonly state?: InteractionState;
  /** The bot's messages about the card in each channel. */
  readonly posted?: readonly string[];
  readonly refuses?: () => void;
  readonly onPost?: () => void;
  readonly onClose?: () => void;
  /** What comes of looking for the channel that the card is in. */
  readonly channelError?: Error;
  readonly spoilerMode?: SpoilerMode;
  /** Whether the new channel is age-restricted. */
  readonly nsfw?: boolean;
}

/**
 * A world of two channels, which notes in `steps` what is done to them, and what the row says then.
 */
function setUp({
  state = STATE,
  posted: found = [],
  refuses,
  onPost,
  onClose,
  channelError,
  ...told
}: Told = {}) {
  const { spoilerMode = 'never', nsfw = false } = told;
  const stored = new MemoryPersistence(state);
  const steps: [what: string, ...rest: unknown[]][] = [];
  const row = () => ({ messageId: stored.state.messageId, channelId: stored.state.channelId });
  const channelOf = (id: string) => ({
    id,
    guildId: HERE.guildId,
    client,
    isTextBased: () => true,
    isSendable: () => true,
    isDMBased: () => false,
    isThread: () => false,
    nsfw,
    send: async ({ nonce }: { nonce: string }) => {
      refuses?.();
      steps.push(['posted', id, nonce, row()]);
      onPost?.();
      return { id: NEW_ID };
    },
    messages: {
      fetch: async ({ after }: { after: string }) => {
        steps.push(['looked', id, after]);
        return found.map((messageId) => ({
          id: messageId,
          channelId: id,
          author: { id: 'bot' },
          client,
          createdTimestamp: 1,
          embeds: [cardEmbed()],
          components: [],
        }));
      },
      edit: async (messageId: string, { content, components }: Record<string, unknown>) => {
        onClose?.();
        steps.push(['closed', id, messageId, content, components, row()]);
      },
    },
  });
  const fetch = async (id: string) => {
    if (channelError !== undefined && id === STATE.channelId) throw channelError;
    return channelOf(id);
  };
  const client = { user: { id: 'bot' }, channels: { fetch } };
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => ({ embeds: [], components: [], allowedMentions: { parse: [] } }),
    inTurn: async (_personId, _payload, send) => send(),
  });
  const logger = new RecordingLogger();
  const move = new CardMove(stored.service, new KeyedMutex(), payloads, logger, { spoilerMode });
  const bring = async (clickId = CLICK_ID) =>
    move.bring(ID, clickId, channelOf(HERE.channelId) as unknown as SendableChannels);
  return { stored, steps, logger, bring };
}

function failing(code: number): () => never {
  return () => {
    throw discordApiError(code);
  };
}

const moving = beginMove(STATE, CLICK_ID, HERE);
const ON_ITS_WAY = { messageId: null, channelId: HERE.channelId };
const THERE = { messageId: NEW_ID, channelId: HERE.channelId };
const LINK = `https://discord.com/channels/${HERE.guildId}/${HERE.channelId}/${NEW_ID}`;
const CLOSED = ['closed', STATE.channelId, OLD_ID, expect.stringContaining(LINK), [], ON_ITS_WAY];

describe('the move of a card', () => {
  it.each([
    ['never', false, false],
    ['outside-age-restricted', false, true],
    ['outside-age-restricted', true, false],
    ['always', true, true],
  ] as const)(
    'a card of the mode %s that comes to a channel whose age restriction is %s: covered is %s',
    async (spoilerMode, nsfw, isSpoiler) => {
      const { stored, bring } = setUp({ spoilerMode, nsfw });
      await bring();
      expect(stored.state).toMatchObject({ ...HERE, isSpoiler });
    },
  );

  it('a move changes the row, then posts the card, then closes the former message, and then stores which one it is', async () => {
    const { stored, steps, bring } = setUp();
    await bring();
    expect(steps).toEqual([['posted', HERE.channelId, CLICK_ID, ON_ITS_WAY], CLOSED]);
    expect(stored.state).toMatchObject({
      ...HERE,
      messageId: NEW_ID,
      move: null,
      formerCards: [{ channelId: STATE.channelId, messageId: OLD_ID }],
    });
  });

  it('a move that was broken off before the card was posted is done when the same click comes again', async () => {
    const { stored, steps, bring } = setUp({ state: moving });
    await bring();
    expect(steps).toEqual([
      ['looked', HERE.channelId, CLICK_ID],
      ['posted', HERE.channelId, CLICK_ID, ON_ITS_WAY],
      CLOSED,
    ]);
    expect(stored.state).toMatchObject(THERE);
  });

  it('a move that was broken off after the card was posted posts no second one', async () => {
    const { stored, steps, bring } = setUp({ state: moving, posted: [NEW_ID] });
    await bring();
    expect(steps).toEqual([['looked', HERE.channelId, CLICK_ID], CLOSED]);
    expect(stored.state).toMatchObject(THERE);
  });

  it('a move that is over is not done again when the same click comes again', async () => {
    const { steps, bring } = setUp({ state: endMove(moving, NEW_ID) ?? moving });
    await bring();
    expect(steps).toEqual([]);
  });

  it('a second move brings the first one to its end before it begins', async () => {
    const { stored, steps, bring } = setUp({ state: moving, posted: [NEW_ID] });
    await bring('700000000000000002');
    expect(steps.map(([what]) => what)).toEqual(['looked', 'closed', 'posted', 'closed']);
    expect(stored.state.formerCards.map(({ messageId }) => messageId)).toEqual([NEW_ID, OLD_ID]);
  });

  it('a card that Discord does not take stays where it was', async () => {
    const { stored, steps, bring } = setUp({ refuses: failing(50_013) });
    expect((await appErrorOf(bring())).code).toBe('discord.undeliverable');
    expect(steps).toEqual([]);
    expect(stored.state).toMatchObject({
      messageId: OLD_ID,
      channelId: STATE.channelId,
      guildId: STATE.guildId,
      move: null,
      formerCards: [],
    });
  });

  it('a move succeeds also where the former message cannot be changed', async () => {
    const { stored, logger, bring } = setUp({ onClose: failing(10_008) });
    await bring();
    expect(stored.state).toMatchObject(THERE);
    expect(logger.messages('info')).toContain('A former card could not be closed');
  });

  it('a card that was deleted is not brought anywhere', async () => {
    const deleted = resultState(1, { deletedAt: '2026-11-24T12:00:00.000Z' });
    const { steps, bring } = setUp({ state: deleted });
    expect((await appErrorOf(bring())).code).toBe('discord.card_away');
    expect(steps).toEqual([]);
  });

  it('a card that was posted before its row knew its message is known before it is brought, and its message is closed', async () => {
    const { stored, steps, bring } = setUp({
      state: { ...STATE, messageId: null },
      posted: [OLD_ID],
    });
    await bring();
    expect(steps).toEqual([
      ['looked', STATE.channelId, STATE.requestMessageId ?? '0'],
      ['posted', HERE.channelId, CLICK_ID, ON_ITS_WAY],
      CLOSED,
    ]);
    expect(stored.state).toMatchObject({ ...THERE, formerCards: [{ messageId: OLD_ID }] });
  });

  it('a card whose row hears only while it is being brought which message it was has that message closed', async () => {
    const { stored, steps, bring } = setUp({
      state: { ...STATE, messageId: null },
      onPost: () => {
        const card = { channelId: STATE.channelId ?? '', messageId: OLD_ID, reach: 'channel' };
        stored.state = posted(stored.state, card as Parameters<typeof posted>[1]) ?? stored.state;
      },
    });
    await bring();
    expect(steps.map(([what, , messageId]) => [what, messageId])).toEqual([
      ['looked', STATE.requestMessageId ?? '0'],
      ['posted', CLICK_ID],
      ['closed', OLD_ID],
    ]);
    expect(stored.state).toMatchObject({ ...THERE, formerCards: [{ messageId: OLD_ID }] });
  });

  it('a card whose message is not known, in a channel that is gone, is posted, and nothing is closed', async () => {
    const state = { ...STATE, messageId: null };
    const { stored, steps, bring } = setUp({ state, channelError: discordApiError(10_003) });
    await bring();
    expect(steps.map(([what]) => what)).toEqual(['posted']);
    expect(stored.state).toMatchObject({ ...THERE, formerCards: [] });
  });

  it('a card whose message cannot be looked for stays where it was, so that it does not get a second one', async () => {
    const state = { ...STATE, messageId: null };
    const { stored, steps, bring } = setUp({ state, channelError: new Error('fetch failed') });
    expect(await appErrorOf(bring())).toMatchObject({ retryable: true });
    expect([steps, stored.saved]).toEqual([[], []]);
  });
});
