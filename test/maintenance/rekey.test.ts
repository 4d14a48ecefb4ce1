import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { rekey, type RekeyOptions } from '../../src/maintenance/rekey.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { TextRekey } from '../../src/persistence/encryption/text-rekey.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { ModelTurns } from '../../src/persistence/model-turns.js';
import { Notes } from '../../src/persistence/notes.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { anyPicture } from '../persistence/images/any-picture.js';
import type { Keyring } from '../../src/persistence/encryption/keyring.js';
import { patientDataSource } from '../support/patient-data-source.js';
import { formerKeyring, testKeyring } from '../support/encryption.js';
import { FakeClock } from '../support/fake-clock.js';
import { MemoryImageDriver } from '../support/memory-image-driver.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { newInteractionState, outputKey } from '../support/states.js';
import { closedAfterTest, newDatabase } from '../support/test-database.js';

/** A database and a driver, which processes with different keys use. */
async function setUp() {
  const [database, driver, clock] = [await newDatabase(), new MemoryImageDriver(), new FakeClock()];
  const open = async (...keyIds: readonly string[]) => openWith(testKeyring(...keyIds));
  const openWith = async (keyring: Keyring) => {
    const dataSource = closedAfterTest(patientDataSource(database, keyring));
    await openDatabase(dataSource);
    const logger = new RecordingLogger();
    const repository = new InteractionRepository(dataSource);
    const persistence = new PersistenceService(repository, clock, logger);
    const images = new ImageStore(driver, clock, keyring);
    const inventory = new InteractionInventory(repository, new RemovalRepository(dataSource));
    const parts = { texts: new TextRekey(dataSource), images, inventory, clock };
    const turns = new ModelTurns(dataSource, logger);
    const add = async (prompt: string) => {
      const id = randomUUID();
      const picture = anyPicture();
      const input = await images.put(id, { kind: 'input', n: 0 }, picture);
      const state = { id, requestMessageId: null, originalPrompt: prompt, inputs: [input] };
      const created = await persistence.create(newInteractionState(state));
      await turns.keep(id, { imageKey: outputKey(1), kept: prompt });
      return { created, input, picture };
    };
    const run = (options: Partial<RekeyOptions> = {}) =>
      rekey(parts, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
        ...options,
      });
    const stored = async (): Promise<string[]> => {
      const rows: { text: string }[] = await dataSource.query(
        'SELECT document AS text FROM interactions UNION ALL SELECT kept FROM model_turns UNION ALL SELECT content FROM notes',
      );
      return rows.map(({ text }) => text.replace(/:.*:.*$/s, ''));
    };
    return {
      dataSource,
      persistence,
      images,
      inventory,
      turns,
      notes: new Notes(dataSource),
      add,
      run,
      stored,
    };
  };
  return { database, driver, clock, open, openWith };
}

describe('encrypting what is stored', () => {
  it('all texts and pictures get the first key, are read as before, and the other keys are needed no more', async () => {
    const { open } = await setUp();
    const plain = await open();
    const added = [await plain.add('one'), await plain.add('two')];
    await plain.notes.save('operator-trouble', 'a note');
    const former = await open('a');
    added.push(await former.add('three'));

    const both = await open('b', 'a');
    const done: string[] = [];
    const report = await both.run({ onProgress: (step, count) => done.push(`${step} ${count}`) });
    expect(report).toEqual({
      texts: 7,
      pictures: 3,
      unreadable: 0,
      storedMeanwhile: 0,
      formerKeys: ['a'],
    });
    expect(done.at(-1)).toBe('pictures 3');
    expect(new Set(await both.stored())).toEqual(new Set(['enc1']));

    const { persistence, images, turns, notes } = await open('b');
    for (const { created, input, picture } of added) {
      expect(await persistence.load(created.id)).toEqual(created);
      expect(await images.get(input)).toEqual(picture.bytes);
      const kept = await turns.find(created.id, [outputKey(1)]);
      expect(kept.get(outputKey(1))).toBe(created.originalPrompt);
    }
    expect(await notes.load('operator-trouble')).toBe('a note');
    expect(await both.run()).toMatchObject({ texts: 0, pictures: 0, formerKeys: [] });
  });

  it('everything is decrypted again where no key is to encrypt any more', async () => {
    const { open, openWith } = await setUp();
    const { created, input, picture } = await (await open('a')).add('a prompt');
    const { run } = await openWith(formerKeyring('a'));
    expect(await run()).toMatchObject({ texts: 2, pictures: 1, formerKeys: ['a'] });
    const { persistence, images, stored } = await open();
    expect(await persistence.load(created.id)).toEqual(created);
    expect(await images.get(input)).toEqual(picture.bytes);
    expect((await stored()).filter((text) => text.startsWith('enc1'))).toEqual([]);
  });

  it('a run that was stopped is finished by the next one, and its key is needed already', async () => {
    const { database, open } = await setUp();
    const plain = await open();
    for (let n = 0; n < 5; n += 1) await plain.add(`prompt ${n}`);
    const stop = new AbortController();
    const { run } = await open('a');
    const stopped = run({
      signal: stop.signal,
      onProgress: (step) => step === 'pictures' || stop.abort(new Error('stopped')),
    });
    await expect(stopped).rejects.toThrow('stopped');
    const without = closedAfterTest(patientDataSource(database));
    await expect(openDatabase(without)).rejects.toMatchObject({ code: 'config.encryption_key' });
    expect(await run()).toMatchObject({ pictures: 5, storedMeanwhile: 0 });
    expect(new Set(await plain.stored())).toEqual(new Set(['enc1']));
  });

  it('a click beside it loses nothing, and makes nobody press again', async () => {
    const { open } = await setUp();
    const { created } = await (await open('a')).add('a prompt');
    const bot = await open('b', 'a');
    const { run } = await open('b', 'a');
    const running = run();
    let newest = created;
    for (let n = 0; n < 20; n += 1)
      newest = await bot.persistence.save({ ...newest, currentPrompt: `change ${n}` });
    await running;
    const { persistence } = await open('b');
    expect(await persistence.load(created.id)).toEqual(newest);
  });

  it('what a process with another key stores meanwhile is encrypted as well, and that key stays needed', async () => {
    const { database, open } = await setUp();
    const former = await open('a');
    await former.add('before');
    let meanwhile: Promise<unknown> | undefined;
    const { run } = await open('b', 'a');
    const report = await run({
      onProgress: (step) => {
        if (step === 'pictures') meanwhile ??= former.notes.save('operator-trouble', 'a note');
      },
    });
    await meanwhile;
    expect(report).toMatchObject({ storedMeanwhile: 1, formerKeys: [] });
    const lacking = closedAfterTest(patientDataSource(database, testKeyring('b')));
    await expect(openDatabase(lacking)).rejects.toMatchObject({ code: 'config.encryption_key' });
  });

  it('what cannot be decrypted stays as it is, and is counted', async () => {
    const { driver, open } = await setUp();
    const { add, dataSource } = await open('a');
    const { input } = await add('a prompt');
    const damaged = Buffer.from(driver.files.get(input.key) ?? []);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    driver.files.set(input.key, damaged);
    await dataSource.query("UPDATE interactions SET document = 'enc1:z:AAAA'");
    const { run } = await open('b', 'a');
    expect(await run()).toMatchObject({ unreadable: 2, texts: 1, pictures: 0 });
    expect(driver.files.get(input.key)).toBe(damaged);
  });

  it('a picture that is removed with its row while it is encrypted does not come back', async () => {
    const { driver, open } = await setUp();
    const { created, input } = await (await open()).add('a prompt');
    const { run, dataSource, images } = await open('a');
    const reencrypt = images.reencrypt.bind(images);
    images.reencrypt = async (key) => {
      await dataSource.query('DELETE FROM interactions');
      return reencrypt(key);
    };
    expect(await run()).toMatchObject({ pictures: 1 });
    expect(driver.files.has(input.key)).toBe(false);
    expect(created.inputs).toEqual([input]);
  });
});
