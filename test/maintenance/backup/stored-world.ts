import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { DataSource } from 'typeorm';

import { Backup, type BackupReport } from '../../../src/maintenance/backup/backup.js';
import { Archives } from '../../../src/maintenance/backup/archives.js';
import { NO_KEYS, type Keyring } from '../../../src/persistence/encryption/keyring.js';
import { Restore } from '../../../src/maintenance/backup/restore.js';
import { FileImageDriver } from '../../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../../src/persistence/images/image-store.js';
import { ImportedNameEntity } from '../../../src/persistence/imported-name.entity.js';
import type { StoredImage } from '../../../src/interactions/stored-image.js';
import type { InteractionState } from '../../../src/interactions/interaction-state.js';
import { entriesOf } from '../../support/archives.js';
import { FakeClock } from '../../support/fake-clock.js';
import {
  generation,
  inputItem,
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputItem,
} from '../../support/states.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { ModelTurns } from '../../../src/persistence/model-turns.js';
import { GatewaySessions } from '../../../src/persistence/gateway-sessions.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** The signal of a backup or restore that nobody stops. */
export const UNSTOPPED = new AbortController().signal;

/** A real database, a real image store in a directory, and what works on them. */
export interface StoredWorld extends TestDatabase {
  readonly dir: string;
  readonly images: ImageStore;
  readonly turns: ModelTurns;
  readonly sessions: GatewaySessions;
  readonly backup: Backup;
  readonly restore: Restore;
}

/** A new, empty one. */
export async function storedWorld(keyring: Keyring = NO_KEYS): Promise<StoredWorld> {
  const dir = path.join(await temporaryDirectory(), 'data');
  await mkdir(dir);
  const database = await openTestDatabase();
  const { inventory } = database;
  const sessions = new GatewaySessions(database.dataSource);
  const turns = new ModelTurns(database.dataSource, new RecordingLogger());
  const clock = new FakeClock();
  const images = new ImageStore(new FileImageDriver(dir), clock);
  const archives = new Archives(keyring, clock);
  const backup = new Backup(inventory, database.places, turns, images, archives);
  const restore = new Restore(inventory, sessions, images, archives);
  return { ...database, dir, images, turns, sessions, backup, restore };
}

/** Stores a preview without pictures, and a result with an input, outputs and a generation. */
export async function fill(world: StoredWorld): Promise<InteractionState[]> {
  const plain = await world.persistence.create(
    newInteractionState({ id: OTHER_INTERACTION_ID, guildId: null, messageId: null }),
  );
  const input = await storeImage(world, 'input', 'an input');
  const first = await storeImage(world, 'output', 'first');
  const smaller = await storeImage(world, 'output', 'first, smaller');
  const rich = await world.persistence.create(
    newInteractionState({
      id: INTERACTION_ID,
      view: 'style_view',
      originalPrompt: 'un phare — 灯台 🗼',
      inputs: [input],
      outputs: [
        inputItem({ image: input }),
        outputItem({ image: first, deliveryImage: smaller, text: 'Voilà.', styleKey: 'neon' }),
      ],
      currentIndex: 1,
      notes: ['One picture was left out.'],
      generation: generation({ attempts: 2, status: 'delivered', source: { kind: 'inputs' } }),
    }),
  );
  await rememberFile(world.dataSource, 'generated_20240831_120030.png');
  return [rich, plain];
}

/** Stores an image of the rich interaction whose bytes are a text. */
export async function storeImage(
  { images }: StoredWorld,
  kind: 'input' | 'output',
  text: string,
): Promise<StoredImage> {
  const picture = {
    bytes: Buffer.from(text),
    mediaType: 'image/png',
    width: 64,
    height: 48,
  } as const;
  const role = kind === 'input' ? { kind, n: 0 } : { kind, name: 'generated' as const };
  return images.put(INTERACTION_ID, role, picture);
}

/** Keeps a name that the predecessor gave to a picture of the rich interaction. */
export async function rememberFile(dataSource: DataSource, name: string): Promise<void> {
  await dataSource
    .getRepository(ImportedNameEntity)
    .insert({ interactionId: INTERACTION_ID, name });
}

/** A backup of a filled world, as file and as entries. */
export async function backUp(
  world: StoredWorld,
): Promise<{ report: BackupReport; entries: { name: string; bytes: Buffer }[] }> {
  const report = await world.backup.run(
    path.join(await temporaryDirectory(), 'backup.tar.gz'),
    UNSTOPPED,
  );
  return { report, entries: await entriesOf(await readFile(report.file)) };
}

/** The SHA-256 of bytes, in hex. */
export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
