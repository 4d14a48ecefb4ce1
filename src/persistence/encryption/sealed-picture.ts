import { SEAL_BYTES, type Keyring } from './keyring.js';

/** What no picture begins with. */
const MAGIC = Buffer.from('\u0089NBENC1\n', 'latin1');
/**
 * The id of the key is filled up to this length, so that the size of a file tells that
 * of its picture.
 */
const ID_BYTES = 32;
const HEAD_BYTES = MAGIC.length + ID_BYTES;

/** By how much an encrypted picture is larger. */
export const PICTURE_SEAL_BYTES = HEAD_BYTES + SEAL_BYTES;

/** A picture as it is stored under `key`: encrypted where there is a master key. */
export function sealedPicture(keyring: Keyring, key: string, bytes: Buffer): Buffer {
  const sealed = keyring.seal(bytes, placeOf(key));
  if (sealed === null) return bytes;
  const id = Buffer.alloc(ID_BYTES);
  id.write(sealed.keyId, 'latin1');
  return Buffer.concat([MAGIC, id, sealed.body]);
}

/**
 * The picture in what is stored under `key`, encrypted or not; null where it is damaged, belongs
 * under another key, or its master key is missing.
 */
export function openedPicture(keyring: Keyring, key: string, stored: Buffer): Buffer | null {
  const keyId = masterKeyOf(stored);
  if (keyId === null) return stored;
  return keyring.open({ keyId, body: stored.subarray(HEAD_BYTES) }, placeOf(key));
}

/** The id of the master key of what is stored; null: it is not encrypted. */
export function masterKeyOf(stored: Buffer): string | null {
  if (!stored.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  return stored.toString('latin1', MAGIC.length, HEAD_BYTES).replace(/\0+$/, '');
}

function placeOf(key: string): string {
  return `picture ${key}`;
}
