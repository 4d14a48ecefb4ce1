import { describe, expect, it } from '@jest/globals';

import type { StreamLine } from '../../../src/playground/protocol.js';
import { reduceLine, withScreen } from '../../../src/playground/page/state/page-state.js';
import { openingScreen } from '../../../src/playground/page/state/screen.js';
import { sumText, tourSum } from '../../../src/playground/page/tour/tour-sum.js';
import { TOUR_START } from '../../../src/playground/page/tour/tour-steps.js';
import { ANN, BOT, bot, shown, snapshot } from './support/told.js';

const NOW = 1_800_000_000_000;
const start = { world: null, screen: openingScreen('system', TOUR_START) };

it('the tour moves on by what happens, and only by that', () => {
  const card = (id: string, customId: string, disabled = false) =>
    ({
      kind: 'messageCreate',
      shown: shown(id, BOT, '', { customId, disabled, at: NOW }),
    }) as const;
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
  expect(step(made)).toBe('photo');
  const photo = reduceLine(made, card('8', 'process_request_button:x'), NOW);
  expect(step(photo)).toBe('photo');
  const styled = reduceLine(photo, card('8', 'style_nav_left:x'), NOW);
  expect(step(styled)).toBe('kill');
  const stopped = reduceLine(styled, { kind: 'bot', bot: bot('stopped', NOW) }, NOW);
  expect(step(stopped)).toBe('kill');
  const killed = reduceLine(stopped, { kind: 'bot', bot: bot('killed', NOW + 10) }, NOW);
  expect(step(killed)).toBe('old button');
  const early = { messageId: '7', customId: 'style_nav_left:x', at: NOW };
  expect(step(withScreen(killed, { answered: early }))).toBe('old button');
  expect(step(withScreen(killed, { answered: { ...early, at: NOW + 20 } }))).toBe('more');
  // A press while it was down fails at first, and is carried out by the restarted bot.
  const failure = { reason: 'no bot', at: NOW + 20, receivedAt: NOW + 30 };
  const failed = withScreen(killed, { failures: { '7': failure } });
  expect(step(failed)).toBe('old button');
  const { shown: carriedOut } = card('7', 'style_nav_left:x');
  const edit = { kind: 'messageUpdate', shown: carriedOut } as const;
  expect(step(reduceLine(failed, edit, NOW + 40))).toBe('more');
});

describe('what the tour counts', () => {
  const begun = reduceLine(start, snapshot(), NOW);
  const told = (
    kind: 'messageCreate' | 'messageUpdate',
    id: string,
    name: string,
    line: string,
  ) => {
    const { message, onlyFor } = shown(id, BOT, '', { customId: 'style_nav_left:x', at: NOW });
    const image = { url: `http://127.0.0.1/attachments/1/2/${name}?ex=1` };
    const embeds = [{ description: `${line}\n5 of 7 cats`, image }];
    return { kind, shown: { message: { ...message, embeds }, onlyFor } } as const;
  };
  const card = (name: string, position: string) =>
    told('messageUpdate', '9', name, `${position} · for <@${ANN}>`);
  const first = { ...card('output_1-a_generated_a.jpg', '1 of 1'), kind: 'messageCreate' } as const;
  const after = (...lines: readonly StreamLine[]) => {
    const { screen, world } = [first, ...lines].reduce(
      (state, line) => reduceLine(state, line, NOW),
      begun,
    );
    return sumText(tourSum(screen.tour!, world!));
  };

  it('the tour counts kills, each picture once, and pictures that a card does not have any more', () => {
    const lines = [
      card('output_1-a_styled_b.jpg', '2 of 2'),
      { kind: 'bot', bot: bot('killed', NOW) },
      { kind: 'bot', bot: { ...bot('killed', NOW), memoryBytes: 1 } },
      card('output_1-a_generated_a.jpg', '1 of 2'),
      card('input_1-a_0_c.jpg', '3 of 3'),
    ] as const;
    expect(after(...lines)).toBe('1 kill · 2 pictures · 0 lost');
    const forgetful = card('output_1-a_generated_a.jpg', '1 of 1');
    expect(after(...lines, forgetful)).toBe('1 kill · 2 pictures · 1 lost');
  });

  it('the tour counts a picture once when the history shows it, and when it is posted again', () => {
    const again = [
      told('messageCreate', '10', 'output_1-a_generated_a.jpg', '<t:1:R> · 1 picture'),
      told('messageCreate', '11', 'output_1-a_generated_a.jpg', `1 of 1 · for <@${ANN}>`),
    ];
    expect(after(...again)).toBe('0 kills · 1 picture · 0 lost');
  });

  it('the tour counts every picture of a sheet, and none of them again when the person goes through them', () => {
    const sheet = card(
      'sheet_of_3_output_1-a_generated_b.jpg',
      'Variation · 3 pictures · 2–4 of 4',
    );
    expect(after(sheet)).toBe('0 kills · 4 pictures · 0 lost');
    const single = [2, 3, 4].map((n) =>
      card(`output_1-a_generated_${n}.jpg`, `Variation · ${n} of 4`),
    );
    expect(after(sheet, ...single)).toBe('0 kills · 4 pictures · 0 lost');
  });

  it('the tour does not count the sheet of photos that somebody sent', () => {
    const sent = [
      told('messageCreate', '10', 'output_2-b_sheet_c.jpg', `2 pictures · for <@${ANN}>`),
      told('messageUpdate', '10', 'output_2-b_sheet_c.jpg', `1 of 2 · for <@${ANN}>`),
    ];
    expect(after(...sent)).toBe('0 kills · 1 picture · 0 lost');
  });

  it('the tour does not take a smaller copy for another picture', () => {
    const small = card('output_1-a_generated_a_small.jpg', '1 of 1');
    expect(after(small)).toBe('0 kills · 1 picture · 0 lost');
  });
});

it('the last step of the tour ticks what the person tries', () => {
  const tour = { ...TOUR_START, step: 'more' } as const;
  const begun = reduceLine({ world: null, screen: openingScreen('system', tour) }, snapshot(), NOW);
  const use = (customId: string) => ({ messageId: '1', customId, at: NOW });
  const small = { kind: 'bot', bot: { ...bot('ready', NOW), hasSmallBudget: true } } as const;
  const other = withScreen(begun, { answered: use('style_nav_left:x'), ranCommand: 'help' });
  expect(other.screen.tour?.tried).toEqual([]);
  const pressed = ['card_settings:x', 'style_vary:x', 'style_vary:x'].reduce(
    (state, customId) => withScreen(state, { answered: use(customId) }),
    other,
  );
  const asked = withScreen(pressed, { answered: null, ranCommand: 'history' });
  expect(reduceLine(asked, small, NOW).screen.tour?.tried).toEqual([
    'settings',
    'vary',
    'history',
    'budget',
  ]);
});
