import { writeFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { GENERATION_FAILURES } from '../../../src/interactions/failure-kinds.js';
import { failure } from '../../../src/interactions/generation-failure.js';
import { fail } from '../../../src/interactions/transitions.js';
import { imagesOf } from '../../../src/interactions/images-of.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { archiveOf, completed, tarOf } from '../../support/archives.js';
import { collected } from '../../support/collected.js';
import {
  COLUMNS_BACKUP,
  columnsId,
  columnsManifest,
  columnsStates,
} from '../../support/columns-fixture.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { GoodArchive, RICH } from './good-archive.js';
import { fill, storedWorld, storeImage, UNSTOPPED } from './stored-world.js';

let archive: GoodArchive;

beforeAll(async () => {
  archive = await GoodArchive.make();
});

describe('a restore', () => {
  it('a restore is refused where interactions are stored, before the archive is read', async () => {
    const world = await storedWorld();
    await fill(world);
    const error = await appErrorOf(world.restore.run('/no/such/backup.tar.gz', UNSTOPPED));
    expect(error.code).toBe('storage.not_empty');
  });

  it('a restore takes everything back when the archive goes bad between checking and restoring', async () => {
    const world = await storedWorld();
    const file = path.join(await temporaryDirectory(), 'exchanged.tar.gz');
    await writeFile(file, archive.bytes);
    const end = archive.entries.at(-1)!;
    const torn = gzipSync(await tarOf(archive.entries.filter((entry) => entry !== end)));
    const failed = world.restore.run(file, UNSTOPPED, (step, { interactions }) => {
      if (step === 'checked' && interactions === 2) writeFileSync(file, torn);
    });
    expect((await appErrorOf(failed)).code).toBe('storage.archive_refused');
    expect(await world.persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
    for (const folder of ['input_images', 'output_images']) {
      expect(await readdir(path.join(world.dir, folder))).toEqual([]);
    }
  });

  it('a restore whose transaction fails deletes no picture where rows exist', async () => {
    const file = await archiveOf(archive.entries);
    const world = await storedWorld();
    const stored = await storeImage(world, 'input', 'a picture of somebody');
    world.inventory.insertAll = async () => {
      await fill(world);
      throw new Error('another process was here');
    };
    await expect(world.restore.run(file, UNSTOPPED)).rejects.toThrow('another process was here');
    expect(await world.images.get(stored)).toEqual(Buffer.from('a picture of somebody'));
    expect(await world.persistence.stats()).toMatchObject({ interactions: 2 });
  });

  it.each(['requested', 'running'] as const)(
    'a restore starts nothing that was %s, and its card says so with a way to ask again',
    async (status) => {
      const generation = {
        id: 'g',
        status,
        requestedBy: '2',
        requestedAt: '2026-11-24T12:00:00.000Z',
        prompt: 'p',
        styleKey: null,
        source: { kind: 'none' },
        failures: 1,
        firstFailureAt: '2026-11-24T12:00:01.000Z',
        retry: {
          notBefore: '2026-11-24T12:00:02.000Z',
          failure: {
            code: 'model.overloaded',
            retryable: true,
            promptIsReason: false,
            userMessage: 'X.',
          },
        },
        failure: null,
      };
      const world = await storedWorld();
      const file = await archiveOf(completed(archive.withJson(RICH, { generation })));
      await world.restore.run(file, UNSTOPPED);
      const [active, ...others] = await world.persistence.findActive();
      expect(others).toEqual([]);
      expect(active?.generation).toMatchObject({
        status: 'failing',
        retry: null,
        failure: { code: 'model.restored', retryable: true },
      });
    },
  );

  it('a restore takes everything back when two interactions claim one message', async () => {
    const requestMessageId = '500000000000000005';
    const file = await archiveOf(
      completed(archive.withJson(`interactions/${OTHER}.json`, { requestMessageId })),
    );
    const world = await storedWorld();
    expect((await appErrorOf(world.restore.run(file, UNSTOPPED))).code).toMatch(/^storage\./);
    expect(await world.persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
  });

  it('a restore that fails leaves the pictures that were there before it', async () => {
    const requestMessageId = '500000000000000005';
    const file = await archiveOf(
      completed(archive.withJson(`interactions/${OTHER}.json`, { requestMessageId })),
    );
    const world = await storedWorld();
    // The same picture, of another database that uses the same folder.
    await world.images.putBack(archive.image.name, Buffer.from(archive.image.bytes));
    await appErrorOf(world.restore.run(file, UNSTOPPED));
    const left = await collected(world.images.list());
    expect(left.map(({ name }) => name)).toEqual([archive.image.name]);
  });

  it('a restore brings back the archive of an older program, by today’s names', async () => {
    const world = await storedWorld();
    const report = await world.restore.run(COLUMNS_BACKUP, UNSTOPPED);
    const states = await columnsStates();
    expect(report).toMatchObject({ interactions: states.length, missingImages: 0 });
    for (const state of states) {
      const ended = {
        ...state,
        generation: state.generation && { ...state.generation, lease: null },
      };
      const { generation } = ended;
      // Nothing of an archive is paid without a click.
      const isWaiting = generation?.status === 'requested' || generation?.status === 'running';
      const reason = failure(GENERATION_FAILURES.own.restored);
      const expected = isWaiting ? (fail(ended, generation.id, reason) ?? ended) : ended;
      expect(await world.persistence.load(state.id)).toEqual(expected);
      for (const image of imagesOf(state))
        expect(await world.images.get(image)).toHaveLength(image.byteSize);
    }
    const { importedFiles } = await columnsManifest();
    expect(await world.inventory.formerFileNames(columnsId(17))).toEqual(
      importedFiles.map(({ name }) => name).toSorted(),
    );
  });

  it('a restore upgrades interactions of an older format', async () => {
    const old = {
      format: 1,
      generation: {
        claims: 1,
        id: 'g',
        status: 'failed',
        requestedBy: '2',
        requestedAt: '2026-11-24T12:00:00.000Z',
        prompt: 'p',
        styleKey: null,
        source: { kind: 'none' },
        failure: { code: 'model.blocked_prompt', retryable: false, sentence: 'No.' },
      },
    };
    const world = await storedWorld();
    await world.restore.run(await archiveOf(completed(archive.withJson(RICH, old))), UNSTOPPED);
    const { generation } = await world.persistence.load(ID);
    expect(generation).toMatchObject({
      attempts: 1,
      failures: 0,
      firstFailureAt: null,
      failure: { promptIsReason: true, userMessage: 'No.' },
    });
  });
});
