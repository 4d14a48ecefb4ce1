import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { BotData, formerState, type FormerState } from '../support/bot-data.js';
import { cli, CliProcess, type CliResult } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { expectExplained, NOT_RESTORED } from '../support/e2e-explained.js';
import { formerPreviewRows, formerResultRows } from '../support/e2e-predecessor.js';
import { modesIn, pictureNames } from '../support/e2e-storage.js';
import { E2eWorld, temporaryDirectory } from '../support/e2e-world.js';
import { solid, type Rgb } from '../support/pictures.js';
import { interactionIdOf, nextPromptOf, placeOf, requestOf } from '../support/e2e-card-look.js';

async function png(color: Rgb): Promise<Buffer> {
  return solid(color, 64, 48).png().toBuffer();
}

async function newBotData(): Promise<BotData> {
  return BotData.make(path.join(await temporaryDirectory(), 'bot_data'));
}

/** A result of the Python bot with three outputs, the second shown, and its files. */
async function formerResult(
  botData: BotData,
  second: number,
  changes: Partial<FormerState> = {},
): Promise<{ id: string; shown: { name: string; bytes: Buffer } }> {
  const id = randomUUID();
  const input = await png([250, 250, second]);
  const outputs = [
    { ...(await botData.output(id, 'generated', second, input)), filename: 'original.png' },
    await botData.output(id, 'generated', second + 1, await png([250, 0, second])),
    await botData.output(id, 'styled', second + 2, await png([0, 250, second])),
  ];
  const original_image_paths = [await botData.input(id, 0, input)];
  await botData.state(
    formerState(id, { original_image_paths, outputs, current_index: 1, ...changes }),
  );
  const name = outputs[1]?.filename ?? '';
  return { id, shown: { name, bytes: await png([250, 0, second]) } };
}

/**
 * A card as the Python bot posted it: with its picture, and with or without the id in its footer.
 */
function postResult(
  world: E2eWorld,
  shown: { name: string; bytes: Buffer },
  footerId: string | null,
): SeenMessage {
  const footer = footerId === null ? 'Nano Banana' : `Persistent Session ID: ${footerId}`;
  const image = { url: `attachment://${shown.name}` };
  return world.sandbox.postAsBot('general', {
    embeds: [{ title: 'Generated Image - Output 2 of 3', image, footer: { text: footer } }],
    components: formerResultRows(),
    files: [shown],
  });
}

it('cards of the Python bot work after the import with and without the id in their footer, every component of them', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const botData = await newBotData();
  const marked = await formerResult(botData, 10);
  const unmarked = await formerResult(botData, 20);
  const stdout = '2 states: 2 imported, 0 already there, 0 refused; 0 pictures missing.\n';
  expect(await cli(world, ['import', botData.dir])).toEqual({ code: 0, stdout, stderr: '' });
  for (const { id, shown, footerId } of [
    { ...marked, footerId: marked.id },
    { ...unmarked, footerId: null },
  ]) {
    const card = postResult(world, shown, footerId);
    await ann.click(card, 'style_nav_right');
    expect(placeOf(card)).toBe('3 of 3');
    expect(card.description).toMatch(/^🎨 Styled · 3 of 3/);
    expect(interactionIdOf(card)).toBe(id);
    await ann.click(card, '⬅️');
    expect(card.files[0]?.bytes).toEqual(new Uint8Array(shown.bytes));
    await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'a dog' });
    expect(nextPromptOf(card)).toBe('a dog');
    await ann.select(card, 'Neon');
    await card.changed(() => placeOf(card) === '4 of 4');
    const row = await (await E2eDatabase.open(world)).row(id);
    expect(row).toMatchObject({ message_id: card.id, channel_id: card.channelId });
  }
  await world.killAndRestart();
  const again = await formerResult(botData, 30);
  await cli(world, ['import', botData.dir]);
  const late = postResult(world, again.shown, null);
  await (await ann.openModal(late, 'style_edit_prompt')).submit({ prompt: 'a bird' });
  expect(interactionIdOf(late)).toBe(again.id);
});

it('cards of the Python bot work after the import as previews, with their pictures', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const botData = await newBotData();
  const id = randomUUID();
  const original_image_paths = [
    await botData.input(id, 0, await png([200, 0, 0])),
    await botData.input(id, 1, await png([0, 0, 200])),
  ];
  await botData.state(formerState(id, { interaction_type: 'process_view', original_image_paths }));
  await cli(world, ['import', botData.dir]);
  const card = world.sandbox.postAsBot('general', {
    embeds: [{ title: 'Image Request Preview', footer: { text: `Persistent Session ID: ${id}` } }],
    components: formerPreviewRows(),
  });
  await (await ann.openModal(card, 'process_edit_prompt')).submit({ prompt: 'two friends' });
  expect(card.title).toBe('two friends');
  expect(placeOf(card)).toBeUndefined();
  expect(requestOf(card).pictures).toBe(2);
  expect(card.pictureName).toContain('_sheet_');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
});

it('cards of the Python bot are found after the import by their message where the data names it', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const botData = await newBotData();
  const bytes = await png([9, 9, 9]);
  const card = postResult(world, { name: 'image.png', bytes }, null);
  const place = { channel_id: card.channelId, message_id: card.id };
  const { id } = await formerResult(botData, 10, place);
  await cli(world, ['import', botData.dir]);
  await ann.click(card, 'style_nav_left');
  expect(placeOf(card)).toBe('1 of 3');
  expect(interactionIdOf(card)).toBe(id);
});

it('cards of the Python bot that two interactions could be are explained, and left as they are', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const botData = await newBotData();
  const one = await formerResult(botData, 10);
  await formerResult(botData, 10);
  await cli(world, ['import', botData.dir]);
  const card = postResult(world, one.shown, null);
  const why = new RegExp(`${NOT_RESTORED} It does not say which request it belongs to.`);
  await expectExplained(ann, card, () => ann.click(card, 'style_nav_left'), why);
  expect(card.title).toBe('Generated Image - Output 2 of 3');
});

it('nanobanana import brings a thousand states in less than a minute, and nothing the second time', async () => {
  const world = await E2eWorld.withoutBot();
  const botData = await newBotData();
  const bytes = await png([1, 2, 3]);
  const writingMs = await durationMs(() => manyStates(botData, 1_000, bytes));
  let imported: CliResult | undefined;
  const importMs = await durationMs(async () => {
    imported = await cli(world, ['import', botData.dir, '--json']);
  });
  // Where writing the folder itself is slow, the import of it may be so too.
  expect(importMs).toBeLessThan(Math.max(60_000, 100 * writingMs));
  const { code, stdout } = imported!;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ states: 1_000, imported: 1_000, findings: [] });
  const pictures = await pictureNames(world);
  expect(pictures).toHaveLength(1_000);
  const again = await cli(world, ['import', botData.dir, '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ imported: 0, alreadyThere: 1_000 });
  expect(await pictureNames(world)).toEqual(pictures);
  for (const [name, mode] of await modesIn(world)) {
    const isFolder = name === '' || name.endsWith('_images');
    expect([name, mode]).toEqual([name, isFolder ? 0o700 : 0o600]);
  }
}, 600_000);

it('nanobanana import that was killed halfway is finished by the next run', async () => {
  const world = await E2eWorld.withoutBot();
  const botData = await newBotData();
  await manyStates(botData, 300, await png([1, 2, 3]));
  await pictureNames(world);
  const halfway = ['rename', 'output_images', 60] as const;
  const running = await CliProcess.paused(world, ['import', botData.dir], halfway);
  running.signal('SIGKILL');
  expect((await running.ended).code).toBeNull();
  const { stdout } = await cli(world, ['import', botData.dir, '--json']);
  const { imported, alreadyThere }: { imported: number; alreadyThere: number } = JSON.parse(stdout);
  expect(imported + alreadyThere).toBe(300);
  expect(Math.min(imported, alreadyThere)).toBeGreaterThan(0);
  expect((await cli(world, ['verify'])).code).toBe(0);
});

it('nanobanana import names each thing that it cannot bring, as lines and as JSON', async () => {
  const world = await E2eWorld.withoutBot();
  const botData = await newBotData();
  const { id } = await formerResult(botData, 10);
  const torn = await botData.write(`states/${randomUUID()}.json`, '{"interaction_id');
  const state: FormerState = JSON.parse(
    await readFile(path.join(botData.dir, `states/${id}.json`), 'utf8'),
  );
  await botData.state({ ...state, original_image_paths: ['../../etc/passwd'] });
  const dry = await cli(world, ['import', botData.dir, '--dry-run', '--json']);
  expect(dry.code).toBe(1);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    dryRun: true,
    imported: 1,
    refused: 1,
    missingPictures: 1,
    findings: expect.arrayContaining([
      {
        file: `states/${id}.json`,
        picture: '../../etc/passwd',
        problem: 'its path leads out of the folder.',
      },
      { file: torn, picture: null, problem: 'it is no whole JSON; it is torn or damaged.' },
    ]),
  });
  expect(await pictureNames(world)).toEqual([]);
  const { code, stdout, stderr } = await cli(world, ['import', botData.dir]);
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toContain(`"${torn}": it is no whole JSON; it is torn or damaged.\n`);
  expect(stdout).toContain(
    `"states/${id}.json", picture "../../etc/passwd": its path leads out of the folder.\n`,
  );
  expect(stdout).toContain('2 states: 1 imported, 0 already there, 1 refused; 1 picture missing.');
  expect(stdout).not.toContain(world.sandbox.token);
});

it('nanobanana import says when it is given another folder', async () => {
  const world = await E2eWorld.withoutBot();
  await mkdir(path.join(world.cwd, 'photos'));
  await writeFile(path.join(world.cwd, 'photos', 'a.png'), '');
  const { code, stderr } = await cli(world, ['import', 'photos']);
  expect([code, stderr]).toEqual([66, expect.stringContaining('photos is not a data folder')]);
});

/** Results with one output each, all of the same picture. */
async function manyStates(botData: BotData, count: number, bytes: Buffer): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = randomUUID();
    await botData.state(
      formerState(id, { outputs: [await botData.output(id, 'generated', n % 60, bytes)] }),
    );
  }
}

async function durationMs(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
