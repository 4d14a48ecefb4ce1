import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { imageKey } from '../../src/persistence/images/image-keys.js';
import { encodeRow } from '../../src/persistence/interaction-row.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf } from './e2e-card-look.js';
import type { E2eDatabase } from './e2e-database.js';
import type { E2eWorld } from './e2e-world.js';
import { formerDocument } from './former-documents.js';
import { interactionState, outputItem, storedImage } from './states.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Makes everything in the database that old, or one interaction alone. */
export async function age(database: E2eDatabase, days: number, id = '%'): Promise<void> {
  const at = new Date(Date.now() - days * DAY_MS).toISOString();
  await database.run('UPDATE interactions SET last_used_at = ? WHERE id LIKE ?', at, id);
}

/** Makes a file look as if it was stored two hours ago. */
export async function makeOld(world: E2eWorld, name: string): Promise<void> {
  const at = new Date(Date.now() - 2 * HOUR_MS);
  await utimes(path.join(world.dataDir, name), at, at);
}

/** Stores a picture of nobody's, two hours ago, and gives its name. */
export async function plantOrphan(world: E2eWorld): Promise<string> {
  const role = { kind: 'output', name: 'generated' } as const;
  const name = imageKey(randomUUID(), role, 'image/png', Date.now(), '0a1b2c3d');
  await mkdir(path.join(world.dataDir, 'output_images'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(world.dataDir, name), 'nobody wants this', { mode: 0o600 });
  await makeOld(world, name);
  return name;
}

/** Adds interactions of long ago past the bot, each with one picture that was stored then. */
export async function plantUnused(
  world: E2eWorld,
  database: E2eDatabase,
  count: number,
): Promise<void> {
  const at = new Date(Date.now() - 400 * DAY_MS).toISOString();
  const bytes = Buffer.from('a picture of long ago');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(path.join(world.dataDir, 'output_images'), { recursive: true, mode: 0o700 });
  await database.run('BEGIN');
  for (let n = 0; n < count; n += 1) {
    const id = randomUUID();
    const role = { kind: 'output', name: 'generated' } as const;
    const key = imageKey(id, role, 'image/png', Date.parse(at), '0a1b2c3d');
    await writeFile(path.join(world.dataDir, key), bytes, { mode: 0o600 });
    await makeOld(world, key);
    const image = storedImage({ key, sha256, byteSize: bytes.length });
    const outputs = [outputItem({ image })];
    const times = { createdAt: at, lastUsedAt: at, requestMessageId: null, messageId: null };
    const state = interactionState({ id, view: 'style_view', outputs, ...times });
    const { version, format, document, channelId, attempts, imageBytes } = encodeRow(state);
    await database.run(
      `INSERT INTO interactions (id, version, format, document, channel_id, last_used_at, attempts, image_bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      version,
      format,
      document,
      channelId,
      at,
      attempts,
      imageBytes,
    );
  }
  await database.run('COMMIT');
}

/** All pictures on disk. */
export async function pictureNames({ dataDir }: E2eWorld): Promise<string[]> {
  const folders = ['input_images', 'output_images'];
  const names = await Promise.all(
    folders.map(async (folder) => {
      await mkdir(path.join(dataDir, folder), { recursive: true, mode: 0o700 });
      return (await readdir(path.join(dataDir, folder))).map((name) => `${folder}/${name}`);
    }),
  );
  return names.flat().toSorted();
}

/** The mode of every file and folder of the data directory, by name; its own is ''. */
export async function modesIn({ dataDir }: E2eWorld): Promise<Map<string, number>> {
  const names = ['', ...(await readdir(dataDir, { recursive: true }))];
  const modes = names.map(async (name) => {
    const { mode } = await stat(path.join(dataDir, name));
    return [name, mode & 0o777] as const;
  });
  return new Map(await Promise.all(modes));
}

/** Stops the bot and puts what it knows aside, as on a new machine. */
export async function forgetEverything(world: E2eWorld): Promise<void> {
  await world.bot.stop();
  await rename(world.dataDir, `${world.dataDir}.before`);
}

/** The stored files of a card whose names hold `part`, in the order of their names. */
export async function storedPictures(
  { dataDir }: E2eWorld,
  card: SeenMessage,
  folder: string,
  part = '',
): Promise<Buffer[]> {
  const names = (await readdir(path.join(dataDir, folder))).filter((name) =>
    name.includes(`_${interactionIdOf(card)}_${part}`),
  );
  return Promise.all(names.toSorted().map((name) => readFile(path.join(dataDir, folder, name))));
}

/** Stores a row as an older program did, in one of its formats. */
export async function makeFormer(
  database: E2eDatabase,
  id: string,
  format: 1 | 2 | 3,
): Promise<void> {
  const row = await database.row(id);
  const document = formerDocument(JSON.parse(String(row?.['document'])), format);
  await database.run(
    'UPDATE interactions SET document = ?, format = ?, version = version + 1 WHERE id = ?',
    JSON.stringify(document),
    format,
    id,
  );
}

/** Makes a row forget which message is its card, as a kill right after the posting does. */
export async function forgetCard(database: E2eDatabase, id: string): Promise<void> {
  await database.run(
    "UPDATE interactions SET message_id = NULL, document = json_set(document, '$.messageId', NULL), version = version + 1 WHERE id = ?",
    id,
  );
}
