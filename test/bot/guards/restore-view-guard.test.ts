import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Collection, Message } from 'discord.js';
import type { Client } from 'discordx';

import type { CardPayload, CardPayloads } from '../../../src/bot/cards/answering/card-payloads.js';
import type { Subject } from '../../../src/bot/guards/error-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { RestoreViewGuard } from '../../../src/bot/guards/restore-view-guard.js';
import { KeyedMutex } from '../../../src/platform/keyed-mutex.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick, cardEmbed, cardMessage, modalSubmit } from '../../support/discord-doubles.js';
import { gate } from '../../support/gate.js';
import { conflict, MemoryPersistence } from '../../support/memory-persistence.js';
import { noTokens } from '../../support/no-tokens.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import {
  INTERACTION_ID as ID,
  interactionState,
  OTHER_INTERACTION_ID as OTHER,
  resultState,
} from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const PAYLOAD: CardPayload = {
  embeds: [],
  components: [{ type: 1, components: [] }],
  allowedMentions: { parse: [] },
};
const CLIENT = strictDouble<Client>('Client', {});

function setUp(state = resultState(2), formerId: string | null = null) {
  const stored = new MemoryPersistence(state);
  stored.formerCardId = formerId;
  const mutex = new KeyedMutex();
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => PAYLOAD,
    inTurn: async (_personId, _payload, send) => send(),
  });
  const services = [stored.service, mutex, payloads, noTokens(), new RecordingLogger()] as const;
  const { guard } = new RestoreViewGuard(...services);
  const seen: CardGuardData[] = [];
  const run = async (
    subject: Subject,
    handle: (data: CardGuardData) => Promise<void> = async () => undefined,
  ) => {
    const data: CardGuardData = {};
    const next = async () => {
      seen.push({ ...data });
      await handle(data);
    };
    await guard(subject, CLIENT, next, data).finally(() => data.answer?.settle());
    return data;
  };
  const updates: unknown[] = [];
  const update = async (payload: unknown) => void updates.push(payload);
  return { stored, run, seen, update, updates };
}

describe('the guard that restores views', () => {
  it('the guard hands the view of the clicked card and its answer to the handler', async () => {
    const { run, seen } = setUp();
    await run(buttonClick(`style_nav_left:${ID}`));
    expect(seen).toHaveLength(1);
    expect(seen[0]?.view?.state).toEqual(resultState(2, { lastClickId: '700000000000000007' }));
    expect(seen[0]?.view?.kind).toBe('style_view');
    expect(seen[0]?.answer).toBeDefined();
  });

  it('the guard restores cards of the predecessor, with bare custom ids', async () => {
    const { run, seen } = setUp();
    await run(buttonClick('style_nav_left'));
    expect(seen[0]?.view?.state.id).toBe(ID);
  });

  it('the guard restores the view for a submitted modal', async () => {
    const { run, seen } = setUp(interactionState());
    await run(modalSubmit());
    expect(seen[0]?.view?.kind).toBe('process_view');
  });

  it.each([
    ['an event', [strictInstance(Message, {})]],
    ['a modal that no card opened', modalSubmit({ isFromMessage: () => false })],
    ['a command', buttonClick('x', { isButton: () => false })],
  ])('the guard lets %s pass without a view', async (_name, subject) => {
    const { run, seen } = setUp();
    const data = await run(subject);
    expect(seen).toEqual([{}]);
    expect(data).toEqual({});
  });

  it.each([
    [
      'without any id',
      buttonClick('style_nav_left', {
        message: cardMessage({ embeds: [], attachments: new Collection() }),
      }),
      'state.no_id',
    ],
    [
      'of an unknown interaction',
      buttonClick(`style_nav_left:${OTHER}`, {
        message: cardMessage({ embeds: [], attachments: new Collection() }),
      }),
      'state.not_found',
    ],
    [
      'whose footer names another interaction',
      buttonClick(`style_nav_left:${OTHER}`),
      'state.foreign',
    ],
    [
      'on a message that is not the card of its interaction',
      buttonClick(`style_nav_left:${ID}`, { message: cardMessage({ id: '999' }) }),
      'state.foreign',
    ],
  ])(
    'the guard never runs a handler for a click %s, and touches no card',
    async (_name, click, code) => {
      const { run, seen } = setUp();
      expect((await appErrorOf(run(click))).code).toBe(code);
      expect(seen).toEqual([]);
    },
  );

  it.each([
    ['card', { messageId: null }],
    ['place', { channelId: null, guildId: null, messageId: '777' }],
    ['card and place', { channelId: null, guildId: null, messageId: null }],
  ])(
    'the guard gives an interaction whose %s is not known yet the card that was clicked',
    async (_, of) => {
      const { run, seen } = setUp(resultState(1, of));
      const message = cardMessage({ id: '777', channelId: '888' });
      await run(buttonClick(`style_nav_left:${ID}`, { message, guildId: '999' }));
      expect(seen[0]?.view?.state).toMatchObject({
        messageId: '777',
        channelId: '888',
        guildId: '999',
      });
    },
  );

  it('the guard restores an imported card that does not say its id, and makes it the one card', async () => {
    const { run, seen } = setUp(resultState(1, { messageId: null, channelId: null }), ID);
    const message = cardMessage({ id: '777', embeds: [], attachments: new Collection() });
    await run(buttonClick('style_nav_left', { message, guildId: null }));
    expect(seen[0]?.view?.state).toMatchObject({ id: ID, messageId: '777', guildId: null });
  });

  it('the guard shows the card as it is now where the component is not on it any more', async () => {
    const { run, seen, stored, update, updates } = setUp();
    await run(buttonClick(`process_request_button:${ID}`, { update }));
    expect(seen).toEqual([]);
    expect(updates).toEqual([PAYLOAD]);
    expect(stored.saved).toEqual([]);
  });

  it.each([
    ['shows the card as it is now for a click that comes again after a restart', '700', 1],
    ['leaves the card to a later click for one that comes again after it', '699', 0],
  ])('the guard %s', async (_what, id, shown) => {
    const { run, seen, stored, update, updates } = setUp(
      resultState(2, { lastClickId: '700', earlierClickIds: ['699'] }),
    );
    let deferred = 0;
    const deferUpdate = async () => void (deferred += 1);
    await run(buttonClick(`style_nav_left:${ID}`, { id, update, deferUpdate }));
    expect(seen).toEqual([]);
    expect([updates.length, deferred]).toEqual([shown, 1 - shown]);
    expect(stored.saved).toEqual([]);
  });

  it('the guard carries out a click that arrives after one with a higher id', async () => {
    const { run, seen } = setUp(resultState(2, { lastClickId: '700' }));
    await run(buttonClick(`style_nav_left:${ID}`, { id: '698' }));
    expect(seen[0]?.view?.state).toMatchObject({ lastClickId: '698', earlierClickIds: ['700'] });
  });

  it('the guard keeps what the person saw, whatever becomes of the message meanwhile', async () => {
    const { run, seen } = setUp();
    const message = cardMessage({ embeds: [cardEmbed('seen.png')] });
    const running = run(buttonClick(`style_nav_left:${ID}`, { message }));
    message.embeds = cardMessage({ embeds: [cardEmbed('later.png')] }).embeds;
    await running;
    expect(seen[0]?.seen?.pictureName).toBe('seen.png');
  });

  it('the guard stores the click together with what it changes', async () => {
    const { run, stored, update, updates } = setUp(resultState(2, { lastClickId: '700' }));
    const walk = async ({ view }: CardGuardData) => {
      if (view?.kind === 'style_view') await stored.service.save(view.previous().state);
    };
    const click = buttonClick(`style_nav_left:${ID}`, { id: '701', update });
    await run(click, walk);
    await run(click, walk);
    expect(stored.saved).toMatchObject([{ lastClickId: '701', currentIndex: 0 }]);
    expect(updates).toEqual([PAYLOAD]);
  });

  it('the guard lets a modal through that was opened on the preview and came back to the result', async () => {
    const { run, seen } = setUp();
    await run(modalSubmit());
    expect(seen[0]?.view?.kind).toBe('style_view');
  });

  it('the guard does the click over, on the newest state, when someone else saved first', async () => {
    const { run, seen, stored } = setUp();
    let attempts = 0;
    await run(buttonClick(`style_nav_left:${ID}`), async () => {
      attempts += 1;
      stored.state = { ...stored.state, version: stored.state.version + 1 };
      if (attempts < 3) throw conflict();
    });
    expect(seen.map(({ view }) => view?.state.version)).toEqual([1, 2, 3]);
  });

  it('the guard gives up after five conflicts, and at once on any other error', async () => {
    const { run, seen } = setUp();
    const contested = run(buttonClick(`style_nav_left:${ID}`), async () => {
      // A guard that never gave up would keep the test from failing.
      throw seen.length > 20 ? new Error('the guard does not give up') : conflict();
    });
    expect((await appErrorOf(contested)).code).toBe('state.conflict');
    expect(seen).toHaveLength(5);
    const broken = run(buttonClick(`style_nav_left:${ID}`), () => Promise.reject(new Error('no')));
    await expect(broken).rejects.toThrow('no');
    expect(seen).toHaveLength(6);
  });

  it('the guard handles clicks on one card one after the other, each on what the one before it left', async () => {
    const { run, seen, stored } = setUp(resultState(5, { currentIndex: 0 }));
    const held = gate();
    const walk = async ({ view }: CardGuardData) => {
      await held.opened;
      if (view?.kind === 'style_view') await stored.service.save(view.next().state);
    };
    const clicks = ['701', '702', '703'].map((id) =>
      run(buttonClick(`style_nav_right:${ID}`, { id }), walk),
    );
    await jest.advanceTimersByTimeAsync(0);
    expect(seen).toHaveLength(1);
    held.open();
    await Promise.all(clicks);
    expect(stored.state).toMatchObject({ currentIndex: 3, version: 4 });
  });
});
