import { execFile } from 'node:child_process';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { failure } from '../../../src/interactions/generation-failure.js';
import { canTryAgain } from '../../../src/interactions/another-attempt.js';
import { MAX_KEPT_BYTES } from '../../../src/persistence/model-turns.js';
import { appErrorOf } from '../../support/app-error-of.js';
import {
  INTERACTION_ID as ID,
  making,
  newInteractionState,
  OTHER_INTERACTION_ID as OTHER,
  outputItem,
} from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { backUp, fill, sha256, storedWorld, storeImage, UNSTOPPED } from './stored-world.js';

const run = promisify(execFile);

describe('a backup', () => {
  it('a backup gives back, in another store, every interaction, image and name exactly', async () => {
    const world = await storedWorld();
    const states = await fill(world);
    const { report } = await backUp(world);
    expect(report).toMatchObject({ interactions: 2, images: 3, imageBytes: 27, problems: [] });

    const other = await storedWorld();
    expect(await other.restore.run(report.file, UNSTOPPED)).toEqual({
      interactions: 2,
      images: 3,
      imageBytes: 27,
      missingImages: 0,
    });
    for (const state of states) expect(await other.persistence.load(state.id)).toEqual(state);
    const [rich] = states;
    for (const image of [...(rich?.inputs ?? []), rich?.outputs[1]?.deliveryImage]) {
      expect(await other.images.get(image!)).toEqual(await world.images.get(image!));
    }
    expect(await other.inventory.formerFileNames(ID)).toEqual(['generated_20240831_120030.png']);
    expect(await other.persistence.stats()).toEqual(await world.persistence.stats());
  });

  it('a backup carries what models need to go on from outputs, the newest first and no more than 8 MiB of it', async () => {
    const world = await storedWorld();
    const images = [];
    for (let n = 0; n < 6; n += 1) {
      const image = await storeImage(world, 'output', `output ${n}`);
      images.push(image);
    }
    const thread = making({ thread: 0 });
    const outputs = images.map((image) => outputItem({ image, making: thread }));
    await world.persistence.create(newInteractionState({ view: 'style_view', outputs }));
    const kept = 'x'.repeat(MAX_KEPT_BYTES);
    for (const { key } of images.slice(0, -1)) await world.turns.keep(ID, { imageKey: key, kept });
    const newest = images.at(-1)!.key;
    await world.turns.keep(ID, { imageKey: newest, kept: '"🍌"' });
    const { report } = await backUp(world);

    const other = await storedWorld();
    await other.restore.run(report.file, UNSTOPPED);
    const back = await other.turns.find(
      ID,
      images.map(({ key }) => key),
    );
    expect([...back.keys()].toSorted()).toEqual(
      images
        .slice(2)
        .map(({ key }) => key)
        .toSorted(),
    );
    expect([back.get(newest), back.get(images[2]!.key)?.length]).toEqual(['"🍌"', kept.length]);
  });

  it('a backup tells of each interaction of a deleted channel that its card is deleted', async () => {
    const world = await storedWorld();
    const [rich, plain] = await fill(world);
    const since = world.clock.iso();
    await world.places.add({ guildId: rich!.guildId!, channelId: rich!.channelId, since });
    await world.places.add({ guildId: '99', channelId: null, since });
    await world.persistence.save({ ...plain!, channelId: '98' });
    const { report } = await backUp(world);
    const other = await storedWorld();
    await other.restore.run(report.file, UNSTOPPED);
    expect((await other.persistence.load(rich!.id)).deletedAt).toBe(since);
    expect((await other.persistence.load(plain!.id)).deletedAt).toBeNull();
    const [due, ...others] = await other.inventory.findRemovable({ deletedBefore: '9' }, 10);
    expect([due?.id, others]).toEqual([rich!.id, []]);
  });

  it('a backup is a file that only its owner can read, with nothing beside it', async () => {
    const world = await storedWorld();
    await fill(world);
    const { report } = await backUp(world);
    expect((await stat(report.file)).mode & 0o777).toBe(0o600);
    expect((await stat(report.file)).size).toBe(report.byteSize);
    expect(await readdir(path.dirname(report.file))).toEqual(['backup.tar.gz']);
  });

  it('a backup can be taken apart and checked with the tools of any system', async () => {
    const world = await storedWorld();
    await fill(world);
    const { report, entries } = await backUp(world);
    const dir = await temporaryDirectory();
    await run('tar', ['xzf', report.file, '-C', dir]);
    const { stdout } = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: dir });
    expect(stdout.trim().split('\n')).toHaveLength(6);
    const names = entries.map(({ name }) => name);
    expect(names[0]).toBe('manifest.json');
    expect(names.slice(-3)).toEqual([`interactions/${OTHER}.json`, 'SHA256SUMS', 'end.json']);
    const end: { checksumsSha256: string } = JSON.parse(entries.at(-1)!.bytes.toString());
    expect(end.checksumsSha256).toBe(sha256(entries.at(-2)!.bytes));
  });

  it('a backup overwrites nothing', async () => {
    const world = await storedWorld();
    const file = path.join(await temporaryDirectory(), 'precious.tar.gz');
    await writeFile(file, 'precious');
    expect((await appErrorOf(world.backup.run(file, UNSTOPPED))).code).toBe('storage.file_exists');
    expect((await stat(file)).size).toBe(8);
  });

  it('a backup leaves nothing where it cannot be written', async () => {
    const world = await storedWorld();
    await fill(world);
    const file = path.join(await temporaryDirectory(), 'no', 'such', 'folder.tar.gz');
    const error = await appErrorOf(world.backup.run(file, UNSTOPPED));
    expect(error.userMessage).toBe(`The archive ${file} cannot be written (ENOENT).`);
  });

  it('a backup keeps an interaction whose image is missing or damaged, and says so', async () => {
    const world = await storedWorld();
    const [rich] = await fill(world);
    const [missing, damaged] = [rich!.inputs[0]!, rich!.outputs[1]!.image];
    await rm(path.join(world.dir, missing.key));
    await writeFile(path.join(world.dir, damaged.key), 'torn');
    const { report } = await backUp(world);
    expect(report.problems).toEqual(
      [missing, damaged].map(({ key }) => `The image ${key} is missing or damaged.`),
    );
    const other = await storedWorld();
    expect(await other.restore.run(report.file, UNSTOPPED)).toMatchObject({
      images: 1,
      missingImages: 2,
    });
    expect(await other.persistence.load(ID)).toEqual(rich);
    expect((await appErrorOf(other.images.get(missing))).code).toBe('storage.image_missing');
  });

  it('a backup leaves out a damaged row, and says which', async () => {
    const world = await storedWorld();
    await fill(world);
    await world.dataSource.query(`UPDATE interactions SET document = '{' WHERE id = $1`, [ID]);
    const { report } = await backUp(world);
    expect(report.problems).toEqual([`The interaction ${ID} was left out: its data is damaged.`]);
    const other = await storedWorld();
    expect(await other.restore.run(report.file, UNSTOPPED)).toMatchObject({ interactions: 1 });
  });

  it('a backup leaves out an interaction that a cleanup removes under it', async () => {
    const world = await storedWorld();
    const [rich] = await fill(world);
    const get = world.images.get.bind(world.images);
    world.images.get = async (image) => {
      await world.dataSource.query('DELETE FROM interactions WHERE id = $1', [ID]);
      await rm(path.join(world.dir, rich!.outputs[1]!.image.key), { force: true });
      return get(image);
    };
    const { report } = await backUp(world);
    expect(report).toMatchObject({ interactions: 1, problems: [] });
    const other = await storedWorld();
    expect(await other.restore.run(report.file, UNSTOPPED)).toMatchObject({ interactions: 1 });
  });

  it('a backup holds an active generation, which has failed once it is restored, so that nobody pays without a click', async () => {
    const world = await storedWorld();
    const [rich] = await fill(world);
    const input = await storeImage(world, 'input', 'another');
    const lease = {
      owner: 'p',
      since: '2026-11-24T12:00:00.000Z',
      until: '2026-11-24T12:01:00.000Z',
    };
    const running = await world.persistence.save({
      ...rich!,
      inputs: [input],
      generation: { ...rich!.generation!, status: 'running', lease },
    });
    const { report } = await backUp(world);
    const other = await storedWorld();
    await other.restore.run(report.file, UNSTOPPED);
    const [active] = await other.persistence.findActive();
    const reason = failure(GENERATION_FAILURES.own.restored);
    expect(active).toEqual({
      ...running,
      generation: { ...running.generation, lease: null, status: 'failing', failure: reason },
    });
    expect(canTryAgain(active!)).toBe(true);
  });

  it('a backup tells how far it is', async () => {
    const world = await storedWorld();
    await fill(world);
    const told: unknown[] = [];
    const file = path.join(await temporaryDirectory(), 'backup.tar.gz');
    await world.backup.run(file, UNSTOPPED, (progress) => told.push(progress));
    expect(told).toEqual([1, 2].map((interactions) => ({ interactions, ofInteractions: 2 })));
    const steps: unknown[] = [];
    const other = await storedWorld();
    await other.restore.run(file, UNSTOPPED, (step, { interactions }) =>
      steps.push([step, interactions]),
    );
    expect(steps).toEqual([
      ['checked', 1],
      ['checked', 2],
      ['restored', 2],
    ]);
  });

  it('a backup can be stopped, and so can a restore; then there is nothing of either', async () => {
    const world = await storedWorld();
    await fill(world);
    const { report } = await backUp(world);
    const stopping = new AbortController();
    const file = path.join(await temporaryDirectory(), 'stopped.tar.gz');
    const stopped = world.backup.run(file, stopping.signal, () => stopping.abort());
    await expect(stopped).rejects.toThrow('aborted');
    expect(await readdir(path.dirname(file))).toEqual([]);

    for (const at of ['checked', 'restored']) {
      const other = await storedWorld();
      const stoppingOther = new AbortController();
      const restored = other.restore.run(report.file, stoppingOther.signal, (step) => {
        if (step === at) stoppingOther.abort();
      });
      await expect(restored).rejects.toThrow('aborted');
      expect(await other.persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
    }
  });
});
