import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { generation, making, newInteractionState, outputItem } from '../../support/states.js';
import { FileImageDriver } from '../../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../../src/persistence/images/image-store.js';
import {
  addLogged,
  addRecordsOfAnn,
  addResultOfAnn,
  ANN,
  BEN,
  erasureOver,
  SECRETS,
} from '../../support/erasure-fixture.js';
import { openTestDatabase } from '../../support/test-database.js';
import { textPicture } from '../../support/memory-image-store.js';

const OTHERS = 'a0b1c2d3-e4f5-4a6b-9c8d-7e6f5a4b3c2d';

/** Which of the texts some file holds. */
async function foundIn(folder: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name))),
  );
  return texts.filter((text) => contents.some((bytes) => bytes.includes(text)));
}

it('after a person was forgotten, no file of database, images and the moderation log holds a byte of them, and those of others do', async () => {
  const database = await openTestDatabase();
  const folder = path.dirname(database.file);
  const images = new ImageStore(new FileImageDriver(folder), database.clock);
  const log = path.join(folder, 'log');
  const all = erasureOver(database, images, log);
  for (let n = 1; n <= 9; n += 1)
    await addResultOfAnn(database, images, all.turns, `${n}f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b`, n);
  await addRecordsOfAnn(all);
  await addLogged(all, log);
  const image = await images.put(OTHERS, { kind: 'input', n: 0 }, textPicture('ben sent this'));
  const byAnn = outputItem({
    image,
    promptUsed: 'ann wrote this',
    making: making({ requestedBy: ANN, ownPrompt: 'ann wrote this' }),
  });
  await database.persistence.create(
    newInteractionState({
      id: OTHERS,
      userId: BEN,
      keptBy: ANN,
      originalPrompt: 'ben wrote this',
      outputs: [byAnn],
      generation: generation({ requestedBy: ANN, prompt: 'ann wrote this' }),
    }),
  );
  // What a former version leaves behind when a generation ends.
  await database.dataSource.query(
    'UPDATE interactions SET waiting_place = $1, person_slot = $1, waiting_person = $2 WHERE id = $3',
    [`${ANN}:0`, ANN, OTHERS],
  );
  const bens = ['ben wrote this', 'ben sent this', BEN];
  expect(await foundIn(folder, [...SECRETS, ...bens])).toEqual([...SECRETS, ...bens]);
  database.clock.advance(1000);
  expect(await all.forget({ kind: 'person', id: ANN })).toMatchObject({ interactions: 9 });
  expect(await foundIn(folder, [...SECRETS, ...bens])).toEqual(bens);
});
