import { expect, it } from '@jest/globals';

import { BotLog } from '../../src/playground/bot-log.js';

const LINE = {
  level: 'info',
  time: '2026-11-24T10:00:00.000Z',
  msg: 'Saved',
  interactionId: 'abc',
};

it('the bot’s log reads log lines, and tells the listeners', () => {
  const log = new BotLog();
  const told: unknown[] = [];
  log.on('line', (line) => told.push(line));
  const line = log.take(JSON.stringify({ ...LINE, version: 3 }));
  expect(line).toEqual({
    number: 1,
    at: Date.parse(LINE.time),
    level: 'info',
    text: 'Saved',
    interactionId: 'abc',
    fields: { interactionId: 'abc', version: 3 },
  });
  expect(told).toEqual([line]);
});

it.each(['Nano Banana cannot go on.', '{"level":"info"', '{"msg":"x"}', '[1]', '{"level":7}', ''])(
  'the bot’s log shows anything else as it is: %j',
  (text) => {
    expect(new BotLog().take(text)).toMatchObject({ level: 'output', text, interactionId: null });
  },
);

it('the bot’s log keeps the latest 500 lines, and the beginning of a very long one', () => {
  const log = new BotLog();
  for (let n = 0; n < 700; n += 1) log.take(`line ${n}`);
  expect(log.lines).toHaveLength(500);
  expect([log.lines[0]?.text, log.lines.at(-1)?.number]).toEqual(['line 200', 700]);
  expect(log.take('x'.repeat(1_000_000)).text.length).toBeLessThan(20_000);
});
