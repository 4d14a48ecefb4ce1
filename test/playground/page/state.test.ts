import { expect, it } from '@jest/globals';

import { reduceLine, withScreen } from '../../../src/playground/page/state/page-state.js';
import { openingScreen } from '../../../src/playground/page/state/screen.js';
import { timeline } from '../../../src/playground/page/messages/timeline.js';
import { ANN, BEN, BOT, GENERAL, PICTURES, bot, shown, snapshot } from './support/told.js';

const NOW = 1_800_000_000_000;
const opening = { world: null, screen: openingScreen('system', null) };
const opened = reduceLine(opening, snapshot(), NOW);

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

it('the tour moves on by what happens, and only by that', () => {
  const card = (id: string, customId: string, disabled = false) =>
    ({
      kind: 'messageCreate',
      shown: shown(id, BOT, '', { customId, disabled, at: NOW }),
    }) as const;
  const start = {
    world: null,
    screen: openingScreen('system', { step: 'mention', since: null, killedAt: null }),
  };
  const before = reduceLine(
    start,
    snapshot([shown('5', BOT, '', { customId: 'style_nav_left:x' })]),
    NOW,
  );
  const step = (state: typeof before) => state.screen.tour?.step;
  expect(step(before)).toBe('mention');
  const asked = reduceLine(before, card('6', 'process_request_button:x'), NOW);
  expect(step(asked)).toBe('process');
  const making = reduceLine(asked, card('7', 'style_nav_left:x', true), NOW);
  expect(step(making)).toBe('process');
  const made = reduceLine(making, card('7', 'style_nav_left:x'), NOW);
  expect(step(made)).toBe('kill');
  const stopped = reduceLine(made, { kind: 'bot', bot: bot('stopped', NOW) }, NOW);
  expect(step(stopped)).toBe('kill');
  const killed = reduceLine(stopped, { kind: 'bot', bot: bot('killed', NOW + 10) }, NOW);
  expect(step(killed)).toBe('old button');
  const early = { messageId: '7', customId: 'style_nav_left:x', at: NOW };
  expect(step(withScreen(killed, { answered: early }))).toBe('old button');
  expect(step(withScreen(killed, { answered: { ...early, at: NOW + 20 } }))).toBe('done');
});
