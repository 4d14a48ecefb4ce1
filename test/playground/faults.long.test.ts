import { expect, it } from '@jest/globals';

import type { Playground } from '../../src/playground/playground.js';
import type { FaultName } from '../../src/playground/protocol.js';
import type { OpenPage } from './open-page.js';
import { channelId, openPage, sharePlayground } from './playing.js';
import { click, says, placed } from './using-cards.js';

const shared = sharePlayground();

/** The bot's messages and edits by REST. */
const MESSAGES = /^\/(?:channels\/\d+\/messages|webhooks\/)/;

async function open(): Promise<{ playground: Playground; page: OpenPage; general: string }> {
  const playground = shared();
  const page = await openPage(playground);
  return { playground, page, general: channelId(page, 'general') };
}

async function set(page: OpenPage, fault: FaultName, on: boolean): Promise<void> {
  const from = page.changes.length;
  expect((await page.press({ kind: 'setFault', fault, on })).status).toBe(204);
  const { faults } = await page.change('faults', () => true, from);
  expect(faults[fault]).toBe(on);
}

it.each([
  ['promptBlocked', 'model.blocked_prompt', 'refused'],
  ['outputBlocked', 'model.blocked_output', 'picture back'],
] as const)(
  'the card says so when the fault %s is on, and works again afterwards',
  async (fault, code, words) => {
    const { page, general } = await open();
    const card = await page.mention(general, 'a cat');
    await set(page, fault, true);
    await click(page, card, 'Process Prompt');
    await says(page, card, words);
    const { line } = await page.change('log', (each) => each.line.fields['code'] === code);
    expect(line.interactionId).toMatch(/^[\da-f-]{36}$/);
    await set(page, fault, false);
    await click(page, card, 'Process Prompt');
    await placed(page, card, '1 of 1');
  },
);

it('the bot waits as the model asks when it is overloaded, and then has the picture', async () => {
  const { page, general } = await open();
  const card = await page.mention(general, 'a cat');
  await set(page, 'modelOverloaded', true);
  await click(page, card, 'Process Prompt');
  const { line } = await page.change('log', (each) => 'waitMs' in each.line.fields);
  expect(line.fields).toMatchObject({ code: 'model.rate_limited' });
  expect(line.fields['waitMs']).toBeGreaterThanOrEqual(5_000);
  await set(page, 'modelOverloaded', false);
  await placed(page, card, '1 of 1');
});

it('the card says that its picture is being made while the model is slow, and then has it', async () => {
  const { page, general } = await open();
  const card = await page.mention(general, 'a cat');
  await set(page, 'slowModel', true);
  const pressedAt = Date.now();
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  expect(Date.now() - pressedAt).toBeGreaterThan(14_900);
  await set(page, 'slowModel', false);
});

it('the bot gets through all the same when every second request to Discord fails', async () => {
  const { playground, page, general } = await open();
  await set(page, 'discordErrors', true);
  playground.sandbox.requests.clear();
  const card = await page.mention(general, 'a cat');
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  const failed = playground.sandbox.requests.all.filter(({ status }) => status === 500);
  expect(failed.length).toBeGreaterThanOrEqual(3);
  await set(page, 'discordErrors', false);
  playground.sandbox.requests.clear();
  await click(page, card, 'Process Prompt');
  await placed(page, card, '2 of 2');
  expect(playground.sandbox.requests.all.map(({ status }) => status)).not.toContain(500);
});

it('a picture comes all the same when the bot’s line to Discord is slow', async () => {
  const { playground, page, general } = await open();
  const card = await page.mention(general, 'a cat');
  await set(page, 'slowLine', true);
  expect(playground.sandbox.faults.bytesPerSecond).toBe(65_536);
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  await set(page, 'slowLine', false);
  expect(playground.sandbox.faults.bytesPerSecond).toBe(Infinity);
});

it('the bot waits as it is told when Discord limits the rate, and all edits come', async () => {
  const { playground, page, general } = await open();
  await set(page, 'discordRateLimits', true);
  playground.sandbox.requests.clear();
  await Promise.all([page.mention(general, 'one'), page.mention(general, 'two')]);
  const posts = playground.sandbox.requests
    .matching({ method: 'POST', route: MESSAGES })
    .filter(({ status }) => status === 200);
  expect(posts).toHaveLength(2);
  expect(Math.abs(posts[1]!.at - posts[0]!.at)).toBeGreaterThan(1_500);
  await set(page, 'discordRateLimits', false);
  await page.mention(general, 'three');
});

it('clicks are answered late and none is lost when the storage is slow', async () => {
  const { page, general } = await open();
  const card = await page.mention(general, 'before');
  // Where the storage is slow, a form may come too late.
  const opened = await click(page, card, 'Edit Prompt');
  const handle = opened.kind === 'modal' ? opened.handle : '';
  await set(page, 'slowStorage', true);
  const from = page.changes.length;
  for (const prompt of ['one', 'two', 'three', 'four']) {
    const submitted = await page.act({ kind: 'submitModal', handle, values: { prompt } });
    expect(submitted).toEqual({ kind: 'done' });
    await says(page, card, prompt);
  }
  const waits = page.changes
    .slice(from)
    .flatMap((each) => (each.kind === 'log' ? [Number(each.line.fields['durationMs'] ?? 0)] : []));
  expect(Math.max(...waits)).toBeGreaterThan(500);
  await set(page, 'slowStorage', false);
  const quick = await page.mention(general, 'after');
  await click(page, quick, 'Process Prompt');
  await placed(page, quick, '1 of 1');
});
