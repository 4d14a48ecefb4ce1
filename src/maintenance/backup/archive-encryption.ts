import { createCipheriv, createDecipheriv } from 'node:crypto';

import { WRAPPED_KEY_BYTES, type Keyring } from '../../persistence/encryption/keyring.js';
import { archiveRefused } from './archive-refused.js';

/** What no other archive begins with. */
const MAGIC = Buffer.from('\u0089NBARC1\n', 'latin1');
const ID_BYTES = 32;
const HEAD_BYTES = MAGIC.length + ID_BYTES + WRAPPED_KEY_BYTES;
/**
 * Each piece of an archive is encrypted on its own, so that it need not be in memory as a whole.
 */
const PIECE_BYTES = 64 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED_PIECE_BYTES = PIECE_BYTES + TAG_BYTES;
const ALGORITHM = 'aes-256-gcm';
const PLACE = 'archive';

type Bytes = AsyncIterable<Buffer>;

/** Encrypts the bytes of an archive; passes them on as they are where there is no master key. */
export function encrypted(keyring: Keyring): (bytes: Bytes) => AsyncGenerator<Buffer> {
  return async function* (bytes) {
    const wrapped = keyring.newKey(PLACE);
    if (wrapped === null) return yield* bytes;
    const id = Buffer.alloc(ID_BYTES);
    id.write(wrapped.keyId, 'latin1');
    yield Buffer.concat([MAGIC, id, wrapped.wrappedKey]);
    let number = 0;
    for await (const { piece, isLast } of pieces(bytes, PIECE_BYTES)) {
      const cipher = createCipheriv(ALGORITHM, wrapped.key, nonceOf(number, isLast), {
        authTagLength: TAG_BYTES,
      });
      yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
      number += 1;
    }
  };
}

/**
 * Decrypts the bytes of an archive; passes on those of one that is not encrypted.
 *
 * @throws AppError `storage.archive_refused` when the key is missing, or any byte is not
 * what it was.
 */
export function decrypted(keyring: Keyring): (bytes: Bytes) => AsyncGenerator<Buffer> {
  return async function* (bytes) {
    const rest = bytes[Symbol.asyncIterator]();
    const head = await firstBytes(rest, HEAD_BYTES);
    const all = joined(head, rest);
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return yield* all;
    const key = keyOf(keyring, head);
    let number = 0;
    for await (const { piece, isLast } of pieces(without(all, HEAD_BYTES), SEALED_PIECE_BYTES)) {
      yield opened(key, piece, nonceOf(number, isLast));
      number += 1;
    }
  };
}

function keyOf(keyring: Keyring, head: Buffer): Buffer {
  const end = MAGIC.length + ID_BYTES;
  const id = head.toString('latin1', MAGIC.length, end).replace(/\0+$/, '');
  if (!keyring.keys.some((key) => key.id === id)) {
    const name = JSON.stringify(id.replaceAll(/[^\w-]/g, '?'));
    throw archiveRefused(
      `it is encrypted with the key ${name}, which the file that ENCRYPTION_KEY_FILE names has to hold.`,
    );
  }
  const key = keyring.unwrap(id, head.subarray(end, HEAD_BYTES), PLACE);
  if (key === null)
    throw archiveRefused(
      `it is damaged, or was encrypted with another key of the name “${id}” than that in ENCRYPTION_KEY_FILE.`,
    );
  return key;
}

function opened(key: Buffer, piece: Buffer, nonce: Buffer): Buffer {
  const end = piece.length - TAG_BYTES;
  if (end < 0) throw archiveRefused('it breaks off.');
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(piece.subarray(end));
  const plain = decipher.update(piece.subarray(0, end));
  try {
    decipher.final();
  } catch (cause) {
    throw archiveRefused('it is damaged, was changed, or breaks off.', cause);
  }
  return plain;
}

/**
 * Its number keeps a piece in its place, and the mark of the last one tells an archive
 * that breaks off.
 */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, 0, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** The same bytes in pieces of one size; the last one may be shorter, and there always is one. */
async function* pieces(
  bytes: Bytes,
  size: number,
): AsyncGenerator<{ readonly piece: Buffer; readonly isLast: boolean }> {
  let held = Buffer.alloc(0);
  for await (const chunk of bytes) {
    held = Buffer.concat([held, chunk]);
    // Whether a piece is the last one is known when something follows it.
    for (; held.length > size; held = held.subarray(size))
      yield { piece: held.subarray(0, size), isLast: false };
  }
  yield { piece: held, isLast: true };
}

/** At least so many bytes, or all there are. */
async function firstBytes(bytes: AsyncIterator<Buffer>, count: number): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < count) {
    const next = await bytes.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** The bytes after the first ones, which come in one chunk. */
async function* without(bytes: Bytes, count: number): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of bytes) {
    yield isFirst ? chunk.subarray(count) : chunk;
    isFirst = false;
  }
}
