import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

import { noticedTrouble } from '../../generation/operator-trouble.js';
import { probeImageStore } from '../../persistence/images/image-store-probe.js';
import { systemCode } from '../../persistence/storage-errors.js';
import { addressOf, type ImagePlace } from '../../config/image-place.js';
import type { StorageConfig } from '../../config/storage-config.js';
import { about, bytesText, countText } from '../../platform/amounts.js';
import type { OpenStorage, StorageAccess } from '../storage.js';
import { processDiagnoses } from './process-diagnoses.js';
import { diagnose, failed, passed, type Diagnosis } from './diagnosis.js';

/** A generated picture takes about 2 MB; below this a busy day fills the disk. */
const MIN_FREE_BYTES = 1024 ** 3;

const PERMISSIONS =
  'The data directory, and all in it, has to belong to the user that runs this and the bot.';

const BUCKET =
  'Check IMAGE_STORE, S3_ENDPOINT, S3_REGION, the key and what it may do (docs/bucket.md).';

/**
 * How data directory, database, image store and disk are, and who is at work there. It
 * leaves nothing behind.
 *
 * @param shardCount the shards of all processes together; null: not configured.
 */
export async function storageDiagnoses(
  config: StorageConfig,
  { withStorage }: Pick<StorageAccess, 'withStorage'>,
  shardCount: number | null,
): Promise<Diagnosis[]> {
  const { diagnosis, isThere } = await directoryDiagnosis(config.dataDir);
  const isElsewhere = config.postgresUrl !== null;
  // A SQLite database cannot be in a directory that is not there, or not to be used.
  if (!isThere && !isElsewhere) return [diagnosis];
  const isUsed = !isElsewhere || config.images.kind === 'files';
  const opened = await diagnose('Database', () =>
    withStorage(config, (storage) => openStorageDiagnoses(storage, config, shardCount)),
  );
  return [...(isUsed ? [diagnosis] : []), ...opened];
}

async function directoryDiagnosis(
  dir: string,
): Promise<{ readonly diagnosis: Diagnosis; readonly isThere: boolean }> {
  try {
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { diagnosis: passed('Data directory', dir), isThere: true };
  } catch (error) {
    const diagnosis =
      systemCode(error) === 'ENOENT'
        ? passed('Data directory', `${dir} is not there yet; the first start makes it`)
        : failed('Data directory', `${dir} cannot be written to. ${PERMISSIONS}`);
    return { diagnosis, isThere: false };
  }
}

async function openStorageDiagnoses(
  storage: OpenStorage,
  config: StorageConfig,
  shardCount: number | null,
): Promise<Diagnosis[]> {
  const stored = await storage.persistence.stats();
  const { images } = config;
  const remedy = images.kind === 'bucket' ? BUCKET : PERMISSIONS;
  return [
    passed(
      'Database',
      `up to date, ${about(stored)}${countText(stored.interactions, 'interaction')}`,
    ),
    ...(await diagnose('Image store', () => tryImageStore(storage, images), remedy)),
    ...(await diagnose('Disk', () => diskDiagnoses(storage))),
    ...(await diagnose('Processes', () => processDiagnoses(storage, config, shardCount))),
    ...(await diagnose('Last pictures', () => troubleDiagnoses(storage))),
  ];
}

async function tryImageStore({ images }: OpenStorage, place: ImagePlace): Promise<Diagnosis[]> {
  await probeImageStore(images);
  // A cleanup has to see what is there, and some keys may not.
  await images.list().next();
  return [passed('Image store', `${addressOf(place)}: a file was written, read and removed`)];
}

async function diskDiagnoses({ disk }: OpenStorage): Promise<Diagnosis[]> {
  const { freeBytes } = await disk.read();
  const free = `${bytesText(freeBytes)} free`;
  if (freeBytes >= MIN_FREE_BYTES) return [passed('Disk', free)];
  const remedy = 'Make room, or keep less: nanobanana cleanup, and a smaller RETENTION_DAYS.';
  return [failed('Disk', `${free}, which a busy day fills. ${remedy}`)];
}

/**
 * Google tells only on a paid call that an account has no credit: the bot notes what it was told.
 */
async function troubleDiagnoses({ notes }: OpenStorage): Promise<Diagnosis[]> {
  const trouble = await noticedTrouble(notes);
  if (trouble === null) return [];
  const { at, code, says } = trouble;
  const remedy = 'Look at the billing, the quota and the key at https://aistudio.google.com.';
  return [failed('Last pictures', `none since ${at} (${code}). ${says} ${remedy}`)];
}
