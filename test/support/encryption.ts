import { createHash } from 'node:crypto';

import type { EncryptionKey } from '../../src/config/encryption-keys.js';
import { Keyring } from '../../src/persistence/encryption/keyring.js';

/**
 * A master key that is the same in every run: the id, and a key that `seed` tells
 * apart from others.
 */
export function testKey(id: string, seed = id): EncryptionKey {
  return { id, key: createHash('sha256').update(seed).digest() };
}

/** The line of a key in the file that `ENCRYPTION_KEY_FILE` names. */
export function keyLine({ id, key }: EncryptionKey): string {
  return `${id} ${key.toString('base64')}\n`;
}

/** A keyring of such keys; the first one encrypts. */
export function testKeyring(...ids: readonly string[]): Keyring {
  return keyringOf(...ids.map((id) => testKey(id)));
}

/** A keyring whose first key encrypts. */
export function keyringOf(...keys: readonly EncryptionKey[]): Keyring {
  return new Keyring({ keys, encrypts: keys.length > 0 });
}

/** A keyring of such keys that encrypts nothing any more. */
export function formerKeyring(...ids: readonly string[]): Keyring {
  return new Keyring({ keys: ids.map((id) => testKey(id)), encrypts: false });
}
