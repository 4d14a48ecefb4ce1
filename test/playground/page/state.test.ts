import { describe, expect, it } from '@jest/globals';

import type { BotStatus, StreamLine } from '../../../src/playground/protocol.js';
import { reduceLine, withScreen } from '../../../src/playground/page/state/page-state.js';
import { statusText } from '../../../src/playground/page/state/bot-events.js';
import { openingScreen } from '../../../src/playground/page/state/screen.js';
import { timeline } from '../../../src/playground/page/messages/timeline.js';
import { ANN, BEN, BOT, GENERAL, PICTURES, bot, shown, snapshot } from './support/told.js';

const NOW = 1_800_000_000_000;
const opening = { world: null, screen: openingScreen('system', null) };
const opened = reduceLine(opening, snapshot(), NOW);

const lineOf = (online: boolean, onlineAt: number) =>
  ({ kind: 'bot', bot: { ...bot('ready', 0), online, onlineAt } }) as const;

const slowModel = (isOn: boolean) =>
  ({ kind: 'faults', faults: { ...snapshot().faults, slowModel: isOn } }) as const;

const budget = (hasSmallBudget: boolean, status: BotStatus = 'ready') =>
  ({ kind: 'bot', bot: { ...bot(status, NOW), hasSmallBudget } }) as const;

const saidElsewhere = (id: string, mentions: string[]) =>
  ({
    kind: 'messageCreate',
    shown: shown(id, BEN, 'hi', { channel: PICTURES, mentions }),
  }) as const;

it('the page opens the first channel that can be seen', () => {
  expect(opened.screen).toMatchObject({ connection: 'open', channelId: GENERAL });
});

it('the page ignores changes that come before the snapshot', () => {
  const change = { kind: 'messageDelete', channelId: GENERAL, messageId: '1' } as const;
  expect(reduceLine(opening, change, NOW)).toEqual(opening);
});

it('the page keeps messages in their order, each once, and changes and deletes them', () => {
  const lines = [
    { kind: 'messageCreate', shown: shown('30', BEN, 'third') },
    { kind: 'messageCreate', shown: shown('9', BEN, 'first') },
    { kind: 'messageCreate', shown: shown('10', BEN, 'second') },
    { kind: 'messageCreate', shown: shown('10', BEN, 'second again') },
    { kind: 'messageUpdate', shown: shown('9', BEN, 'first, edited') },
    { kind: 'messageDelete', channelId: GENERAL, messageId: '30' },
  ] as const;
  const { world } = lines.reduce((state, line) => reduceLine(state, line, NOW), opened);
  expect(world?.messages[GENERAL]?.map(({ message }) => message.content)).toEqual([
    'first, edited',
    'second again',
  ]);
});

it('the page marks what others say elsewhere as unread, and a mention more so', () => {
  const once = reduceLine(opened, saidElsewhere('1', []), NOW);
  expect(once.screen.unread[PICTURES]).toEqual({ count: 1, isMention: false });
  const twice = reduceLine(once, saidElsewhere('2', [ANN]), NOW);
  expect(twice.screen.unread[PICTURES]).toEqual({ count: 2, isMention: true });
  const own = {
    kind: 'messageCreate',
    shown: shown('3', ANN, 'me', { channel: PICTURES }),
  } as const;
  expect(reduceLine(twice, own, NOW).screen.unread[PICTURES]?.count).toBe(2);
});

it('the page tells once that the bot went and once that it is back, across a lost connection too', () => {
  const killed = { kind: 'bot', bot: bot('killed', NOW) } as const;
  const lost = [killed, killed].reduce((state, line) => reduceLine(state, line, NOW), opened);
  const back = reduceLine(lost, { ...snapshot(), bot: bot('ready', NOW + 2500) }, NOW);
  expect(back.world?.botEvents.map(({ text }) => text)).toEqual([
    'Nano Banana was killed with kill -9',
    'Nano Banana is back, 2.5 s later',
  ]);
});

it('the page tells how long the bot was without its gateway, in one line, whatever is switched meanwhile', () => {
  const lines = [lineOf(false, NOW), slowModel(true), lineOf(true, NOW + 1234)] as const;
  const texts = (count: number) =>
    lines
      .slice(0, count)
      .reduce((before, line) => reduceLine(before, line, NOW + 100), opened)
      .world?.botEvents.map(({ text }) => text);
  expect(texts(1)).toEqual(['Gateway dropped']);
  expect(texts(3)).toEqual(['Slow model: on', 'Gateway dropped; the bot was back in 1.2 s']);
});

it('the page says that a bot without its gateway is reconnecting', () => {
  const [there, without] = [bot('ready', NOW), { ...bot('ready', NOW), online: false }];
  expect([there, without].map(statusText)).toEqual(['Online', 'Reconnecting']);
});

it('a kill after a lost line is told as a kill', () => {
  const dropped = { ...bot('ready', 0), online: false, onlineAt: NOW };
  const lines = [
    { kind: 'bot', bot: dropped },
    { kind: 'bot', bot: bot('killed', NOW + 1) },
    { kind: 'bot', bot: bot('ready', NOW + 3001) },
  ] as const;
  const { world } = lines.reduce((state, line) => reduceLine(state, line, NOW), opened);
  expect(world?.botEvents.map(({ text }) => text)).toEqual([
    'Nano Banana was killed with kill -9',
    'Nano Banana is back, 3.0 s later',
  ]);
});

it('the page tells how long a fault was on, and what moving the clock did', () => {
  const on = reduceLine(opened, slowModel(true), NOW);
  const off = reduceLine(on, slowModel(false), NOW + 12_340);
  const moved = reduceLine(off, { kind: 'clock', clock: { offsetMs: 900_000 } }, NOW + 13_000);
  expect(moved.world?.botEvents.map(({ text }) => text)).toEqual([
    'Slow model: on',
    'Slow model: off after 12.3 s',
    'The clock went 15 minutes ahead; Discord’s tokens of earlier clicks are no longer valid',
  ]);
});

it('the page tells real times: moving the clock makes nothing longer, and an hour is told in hours', () => {
  const clock = { kind: 'clock', clock: { offsetMs: 900_000 } } as const;
  const killed = { kind: 'bot', bot: bot('killed', NOW) } as const;
  const back = { kind: 'bot', bot: bot('ready', NOW + 2_500) } as const;
  const lines = [
    [slowModel(true), 0],
    [killed, 0],
    [clock, 1_000],
    [back, 2_500],
    [slowModel(false), 12_340],
    [slowModel(true), 20_000],
    [slowModel(false), 3_745_400],
  ] as const;
  const { world } = lines.reduce((state, [line, ms]) => reduceLine(state, line, NOW + ms), opened);
  const texts = world!.botEvents.map(({ text }) => text);
  expect(texts.filter((text) => /back|off/.test(text))).toEqual([
    'Nano Banana is back, 2.5 s later',
    'Slow model: off after 12.3 s',
    'Slow model: off after 1 h 2 min',
  ]);
});

it('the page tells that the small budget was switched, once, and before the bot goes for it', () => {
  const lines = [budget(true), budget(true, 'stopping'), budget(true), budget(false)];
  const { world } = lines.reduce((state, line) => reduceLine(state, line, NOW), opened);
  expect(world!.botEvents.map(({ text }) => text)).toEqual([
    'Small budget: on, $0.08 a day',
    'Nano Banana goes offline',
    'Nano Banana is back, 0.0 s later',
    'Small budget: off after 0.0 s',
  ]);
});

describe('a press that failed', () => {
  const failures = { '7': { reason: 'no bot', at: NOW } };
  const failed = withScreen(opened, { failures });
  const edit = { kind: 'messageUpdate', shown: shown('7', BOT, '') } as const;
  const late = { kind: 'lateAnswer', messageId: '7' } as const;
  const doneAfter = (...lines: readonly (readonly [StreamLine, number])[]) =>
    lines.reduce((state, [line, ms]) => reduceLine(state, line, NOW + ms), failed).screen.failures[
      '7'
    ]?.doneAt;

  it('a failed press that the bot receives later counts as carried out once the bot changes its card', () => {
    expect(doneAfter([edit, 0])).toBeUndefined();
    expect(doneAfter([late, 1_000])).toBeUndefined();
    expect(doneAfter([late, 1_000], [edit, 2_000])).toBe(NOW + 2_000);
  });

  it('a failed press that the bot receives and refuses does not count as carried out when the card changes much later', () => {
    expect(doneAfter([late, 1_000], [edit, 600_000])).toBeUndefined();
  });

  it('a press that was carried out stays so, whatever the bot receives and changes afterwards', () => {
    const lines = [
      [late, 1_000],
      [edit, 2_000],
      [late, 3_000],
      [edit, 4_000],
    ] as const;
    for (const count of [3, 4]) expect(doneAfter(...lines.slice(0, count))).toBe(NOW + 2_000);
  });

  it('a press that has not failed on this page does not fail by what the bot received too late', () => {
    expect(reduceLine(opened, late, NOW).screen.failures).toEqual({});
  });
});

it('the page forgets that somebody types when their message comes', () => {
  const typing = { kind: 'typing', channelId: GENERAL, userId: BEN } as const;
  const types = reduceLine(opened, typing, NOW);
  expect(types.world?.typists).toEqual([{ channelId: GENERAL, userId: BEN, until: NOW + 10_000 }]);
  const said = { kind: 'messageCreate', shown: shown('4', BEN, 'done') } as const;
  expect(reduceLine(types, said, NOW).world?.typists).toEqual([]);
});

it('the timeline joins messages of one author, until a reply, another author, or the bot going down', () => {
  const lines = [
    { kind: 'messageCreate', shown: shown('1', BEN, 'a', { at: NOW }) },
    { kind: 'messageCreate', shown: shown('2', BEN, 'b', { at: NOW + 1000 }) },
    { kind: 'bot', bot: bot('killed', NOW + 2000) },
    { kind: 'messageCreate', shown: shown('3', BEN, 'c', { at: NOW + 3000 }) },
    { kind: 'messageCreate', shown: shown('4', BOT, 'd', { at: NOW + 4000 }) },
  ] as const;
  const { world } = lines.reduce((state, line) => reduceLine(state, line, NOW), opened);
  const items = timeline(world!, GENERAL).map((item) =>
    item.kind === 'message' ? `${item.shown.message.content} ${item.isContinued}` : item.kind,
  );
  expect(items).toEqual(['day', 'a false', 'b true', 'event', 'c false', 'd false']);
});
