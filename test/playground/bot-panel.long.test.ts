import { expect, it } from '@jest/globals';

import type { BotState } from '../../src/playground/protocol.js';
import type { OpenPage } from './open-page.js';
import { channelId, openPage, sharePlayground } from './playing.js';
import { click, placed } from './using-cards.js';

const shared = sharePlayground();

/** The statuses of the bot since the `from`-th change, each once. */
function statuses({ changes }: OpenPage, from = 0): BotState['status'][] {
  const all = changes.slice(from).flatMap((each) => (each.kind === 'bot' ? [each.bot.status] : []));
  return all.filter((status, n) => status !== all[n - 1]);
}

const isGone = ({ status, online }: BotState) => status === 'killed' && !online;

it('the bot panel kills the bot, which comes back by itself, and an old card goes on', async () => {
  const page = await openPage(shared());
  const card = await page.mention(channelId(page, 'general'), 'a fox');
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  const { pid } = page.bot;
  const from = page.changes.length;
  expect((await page.press({ kind: 'kill' })).status).toBe(204);
  const { bot } = await page.change('bot', (each) => isGone(each.bot), from);
  expect(bot).toMatchObject({ pid: null, memoryBytes: null, exitCode: null, online: false });
  expect(bot.startsAgainAt! - bot.since).toBeGreaterThan(1_900);
  await page.until('the bot to be back', () => page.bot.status === 'ready' && page.bot.online);
  expect(statuses(page, from).filter((each) => each !== 'ready')).toEqual(['killed', 'starting']);
  expect(page.bot.pid).not.toBe(pid);

  await click(page, card, 'Process Prompt');
  await placed(page, card, '2 of 2');
});

it('the bot panel stops, starts and restarts the bot, and refuses what is not possible', async () => {
  const page = await openPage(shared());
  expect((await page.press({ kind: 'start' })).status).toBe(409);
  await page.press({ kind: 'stop' });
  await page.until('the stop', () => page.bot.status === 'stopped');
  expect(page.bot).toMatchObject({ exitCode: 0, pid: null, startsAgainAt: null });
  expect((await page.press({ kind: 'stop' })).status).toBe(409);
  expect((await page.press({ kind: 'kill' })).status).toBe(409);
  await page.press({ kind: 'start' });
  await page.botReady();
  const from = page.changes.length;
  await page.press({ kind: 'restart' });
  await page.press({ kind: 'restart' });
  await page.change('bot', ({ bot }) => bot.status === 'ready' && bot.online, from + 1);
  await page.until('the restart', () => statuses(page, from).includes('starting'));
  await page.botReady();
  expect(statuses(page, from).filter((each) => each !== 'ready')).toEqual(['stopping', 'starting']);
  const stopping = page.changes.slice(from).flatMap((each) => {
    return each.kind === 'bot' && each.bot.status === 'starting' ? [each.bot.exitCode] : [];
  });
  expect(stopping).not.toContain(1);
});

it('the bot panel leaves a killed bot away when it is stopped before it comes back', async () => {
  const page = await openPage(shared());
  await page.press({ kind: 'kill' });
  await page.until('the kill', () => page.bot.status === 'killed');
  expect((await page.press({ kind: 'stop' })).status).toBe(204);
  await page.until('the stop', () => page.bot.status === 'stopped');
  expect(page.bot.startsAgainAt).toBeNull();
});

it('the bot panel says when the bot ended by itself', async () => {
  const page = await openPage(shared());
  process.kill(page.bot.pid!, 'SIGABRT');
  await page.until('the crash', () => page.bot.status === 'crashed');
  expect(page.bot).toMatchObject({ pid: null, startsAgainAt: null });
  await page.press({ kind: 'restart' });
  await page.botReady();
});

it('the bot panel shows the log live, by interaction, and the memory', async () => {
  const page = await openPage(shared());
  await page.mention(channelId(page, 'general'), 'a very secret prompt');
  const { line } = await page.change('log', (each) => each.line.interactionId !== null);
  expect(line).toMatchObject({
    level: 'info',
    interactionId: expect.stringMatching(/^[\da-f-]{36}$/),
  });
  await page.until('the memory', () => (page.bot.memoryBytes ?? 0) > 20_000_000);
  const log = page.changes.filter(({ kind }) => kind === 'log');
  expect(JSON.stringify(log)).not.toContain('a very secret prompt');
});

it('the bot panel moves the clock, and cuts the gateway, which the bot takes up again', async () => {
  const page = await openPage(shared());
  await page.press({ kind: 'advanceClock' });
  expect(await page.change('clock')).toEqual({ kind: 'clock', clock: { offsetMs: 900_000 } });
  const from = page.changes.length;
  await page.press({ kind: 'dropGateway' });
  await page.change('bot', ({ bot }) => !bot.online, from);
  await page.until('the bot to be online again', () => page.bot.online);
  expect(page.bot.status).toBe('ready');
  expect((await page.press({ kind: 'explode' })).status).toBe(400);
});

it('the small budget restarts a running bot where it changes something, and starts none that was stopped', async () => {
  const page = await openPage(shared());
  const from = page.changes.length;
  await page.press({ kind: 'setBudget', isSmall: false });
  await page.press({ kind: 'kill' });
  await page.until('the kill', () => page.bot.status === 'killed');
  await page.press({ kind: 'stop' });
  await page.until('the stop', () => page.bot.status === 'stopped');
  await page.press({ kind: 'setBudget', isSmall: true });
  await page.until('the budget', () => page.bot.hasSmallBudget);
  expect(statuses(page, from).filter((each) => each !== 'ready')).toEqual(['killed', 'stopped']);

  await page.press({ kind: 'start' });
  await page.botReady();
  const again = page.changes.length;
  await page.press({ kind: 'setBudget', isSmall: false });
  await page.change('bot', ({ bot }) => bot.status === 'starting', again);
  await page.botReady();
});
