import { Not, type DataSource } from 'typeorm';

import { AppError } from '../../platform/app-error.js';
import { EncryptionKeyEntity } from '../encryption-key.entity.js';
import { textsOf } from './encrypting-data-source.js';
import type { Keyring } from './keyring.js';
import { openedText, sealedText } from './sealed-text.js';

/** What each key proves itself with. */
const PROOF = 'Nano Banana';
const placeOf = (id: string) => `proof ${id}`;

/**
 * Refuses to go on without the keys that the stored data needs; changes nothing.
 *
 * @throws AppError `config.encryption_key`; errors of the driver.
 */
export async function refuseWithoutKeys(dataSource: DataSource): Promise<void> {
  const { keyring } = textsOf(dataSource);
  const runner = dataSource.createQueryRunner();
  try {
    // A database that was not migrated yet.
    if (!(await runner.hasTable('encryption_keys'))) return;
  } finally {
    await runner.release();
  }
  const needed: Pick<EncryptionKeyEntity, 'id' | 'proof'>[] = await dataSource.query(
    'SELECT id, proof FROM encryption_keys ORDER BY id',
  );
  for (const { id, proof } of needed) refuseUnlessProven(keyring, id, proof);
}

/**
 * Notes the key that encrypts from now on, before anything is encrypted with it. Of two processes
 * with different keys of the same id, the second one is refused.
 *
 * @throws AppError `config.encryption_key`; errors of the driver.
 */
export async function noteCurrentKey(dataSource: DataSource): Promise<void> {
  const { keyring } = textsOf(dataSource);
  const id = keyring.currentId;
  if (id === null) return;
  const proof = sealedText(keyring, placeOf(id), PROOF);
  await dataSource
    .createQueryBuilder()
    .insert()
    .into(EncryptionKeyEntity)
    .values({ id, proof, usedSince: new Date().toISOString() })
    .orIgnore()
    .updateEntity(false)
    .execute();
  await refuseWithoutKeys(dataSource);
}

/**
 * Forgets all keys but the one that encrypts, when nothing is encrypted with them any more.
 *
 * @returns the ids of the others.
 */
export async function forgetOtherKeys(dataSource: DataSource): Promise<string[]> {
  const id = Not(textsOf(dataSource).keyring.currentId ?? '');
  const keys = dataSource.getRepository(EncryptionKeyEntity);
  const others = await keys.find({ where: { id }, order: { id: 'ASC' } });
  await keys.delete({ id });
  return others.map((key) => key.id);
}

function refuseUnlessProven(keyring: Keyring, id: string, proof: string): void {
  if (openedText(keyring, placeOf(id), proof) === PROOF) return;
  const isThere = keyring.keys.some((key) => key.id === id);
  throw new AppError({
    code: 'config.encryption_key',
    retryable: false,
    userMessage: isThere
      ? `The key “${id}” in the file that ENCRYPTION_KEY_FILE names is not the key “${id}” that the stored data is encrypted with. Nothing was changed. Put the former key back.`
      : `The stored data is encrypted with the key “${id}”, and ${keyring.keys.length === 0 ? 'ENCRYPTION_KEY_FILE is not set' : 'the file that ENCRYPTION_KEY_FILE names does not have it'}. Nothing was changed. Put the key back; \`nanobanana rekey\` makes a former key superfluous.`,
  });
}
