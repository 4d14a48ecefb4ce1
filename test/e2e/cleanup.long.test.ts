import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, lookOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { cli, CliProcess } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { richCard } from '../support/e2e-explained.js';
import { age, modesIn, pictureNames, plantOrphan, plantUnused } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

/**
 * The bot of a test keeps old interactions and never meets an orphan, for it would remove them
 * itself ten seconds after its start, which may be before or after the command does.
 */
const KEEP_DAYS = 4_000;
const KEEP = { env: { RETENTION_DAYS: String(KEEP_DAYS) } };

const gone = (days: number) =>
  `I keep cards for at most ${days} days after their last use, unless somebody deletes them. This one is gone. Its picture stays as it is; mention me with a prompt or pictures, or use /imagine, to start anew.`;

/** The card is as it was, and whoever presses it is told kindly why nothing happens. */
async function expectGone(person: Person, card: SeenMessage, days = KEEP_DAYS): Promise<void> {
  const before = lookOf(card);
  const { ephemeral } = await person.click(card, 'Process Prompt');
  expect(ephemeral?.content).toBe(gone(days));
  expect(lookOf(card)).toEqual(before);
}

/** No file without a row, no row without its file. */
async function expectWhole(world: E2eWorld): Promise<void> {
  const { code, stdout } = await cli(world, ['verify', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ findings: [] });
  expect(code).toBe(0);
}

it('the bot removes by itself what nobody has used for long, and says kindly so on its card', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const card = await richCard(ann);
  const young = await result(ann, 'a young cat');
  await world.bot.kill();
  await age(await E2eDatabase.open(world), 31, interactionIdOf(card));
  const orphan = await plantOrphan(world);
  await world.startBot();
  const line = await world.bot.logged('Cleaned up');
  expect(line).toMatchObject({ interactions: 1, orphans: 1, retentionDays: 30 });
  expect(await pictureNames(world)).toEqual([expect.stringContaining(interactionIdOf(young))]);
  expect(await pictureNames(world)).not.toContain(orphan);
  await expectGone(ann, card, 30);
  await ann.click(young, 'Process Prompt');
  await finished(young);
  await expectWhole(world);
});

it('the bot keeps everything with RETENTION_DAYS=0', async () => {
  const world = await E2eWorld.start({ env: { RETENTION_DAYS: '0' } });
  const ann = world.sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  await age(await E2eDatabase.open(world), 4_000);
  await world.killAndRestart();
  expect(await world.bot.logged('Cleaned up')).toMatchObject({ interactions: 0 });
  await ann.click(card, 'Process Prompt');
  await finished(card);
});

it('nanobanana cleanup removes beside the running bot while people click, and takes nothing from them', async () => {
  const world = await E2eWorld.start(KEEP);
  const [ann, ben] = [world.sandbox.user('ann'), world.sandbox.user('ben')];
  const [used, unused] = [await richCard(ann), await richCard(ben)];
  const database = await E2eDatabase.open(world);
  await age(database, 40);
  await plantUnused(world, database, 300);
  await ann.click(used, '⬅️');
  const cleaning = CliProcess.start(world, ['cleanup', '--max-age-days', '30', '--json']);
  const over = new AbortController();
  const ended = cleaning.ended.finally(() => over.abort());
  let clicks = 0;
  while (!over.signal.aborted) {
    const { ephemeral } = await ann.click(used, clicks % 2 === 0 ? '➡️' : '⬅️');
    expect(ephemeral).toBeUndefined();
    clicks += 1;
  }
  expect(clicks).toBeGreaterThan(3);
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ interactions: 301, orphans: 0 });
  await expectGone(ben, unused);
  await ann.click(used, 'Process Prompt');
  await finished(used);
  await expectWhole(world);
});

it('nanobanana cleanup that was killed halfway and is run again leaves no file without a row, and no row without a file', async () => {
  const world = await E2eWorld.start(KEEP);
  const database = await E2eDatabase.open(world);
  await plantUnused(world, database, 200);
  // Its own cleanup would remove what the kills leave behind.
  await world.bot.stop();
  for (let kills = 0; kills < 3; kills += 1) {
    const before = (await pictureNames(world)).length;
    const command = ['cleanup', '--max-age-days', '30'];
    const cleaning = await CliProcess.paused(world, command, ['unlink', 'output_images', 20]);
    cleaning.signal('SIGKILL');
    expect((await cleaning.ended).code).toBeNull();
    const after = (await pictureNames(world)).length;
    expect(after).toBeLessThan(before);
    expect(after).toBeGreaterThan(0);
  }
  const { code } = await cli(world, ['cleanup', '--max-age-days', '30']);
  expect(code).toBe(0);
  expect(await pictureNames(world)).toEqual([]);
  await expectWhole(world);
});

it('nanobanana cleanup changes nothing in a dry run, and says what would go', async () => {
  const world = await E2eWorld.start(KEEP);
  const ann = world.sandbox.user('ann');
  await richCard(ann);
  const database = await E2eDatabase.open(world);
  await age(database, 40);
  await preview(ann, 'a young cat');
  await world.bot.stop();
  await plantOrphan(world);
  const before = await pictureNames(world);
  const dry = await cli(world, ['cleanup', '--max-age-days', '30', '--dry-run', '--json']);
  const told: Record<string, number> = JSON.parse(dry.stdout);
  expect(told).toMatchObject({ dryRun: true, interactions: 1, orphans: 1 });
  expect(await pictureNames(world)).toEqual(before);
  const real = await cli(world, ['cleanup', '--max-age-days', '30', '--json']);
  const { interactions, imageBytes, orphans, orphanBytes } = told;
  expect(JSON.parse(real.stdout)).toMatchObject({
    interactions,
    imageBytes,
    orphans,
    orphanBytes,
  });
  expect(await pictureNames(world)).toEqual([]);
});

it('nanobanana cleanup removes everything only when that is confirmed', async () => {
  const world = await E2eWorld.start();
  const card = await preview(world.sandbox.user('ann'), 'a cat');
  const refused = await cli(world, ['cleanup', '--max-age-days', '0']);
  expect(refused).toMatchObject({ code: 64, stdout: '' });
  expect(refused.stderr).toContain('All 1 interaction will be removed');
  const database = await E2eDatabase.open(world);
  expect(await database.row(interactionIdOf(card))).toBeDefined();
  const { code, stdout } = await cli(world, ['cleanup', '--max-age-days', '0', '--yes']);
  expect(code).toBe(0);
  expect(stdout).toContain('1 interaction, with 0 B of 0 pictures');
  expect(await database.row(interactionIdOf(card))).toBeUndefined();
});

it('nanobanana cleanup leaves all that it touches to the bot’s own user alone', async () => {
  const world = await E2eWorld.start();
  await richCard(world.sandbox.user('ann'));
  expect(await world.bot.stop()).toBe(0);
  await plantOrphan(world);
  for (const args of [['migrate'], ['cleanup', '--max-age-days', '30'], ['verify', '--fix']]) {
    expect(await cli(world, args)).toMatchObject({ code: 0 });
  }
  for (const [name, mode] of await modesIn(world)) {
    const isFolder = ['', 'input_images', 'output_images'].includes(name);
    expect([name, mode.toString(8)]).toEqual([name, isFolder ? '700' : '600']);
  }
});
