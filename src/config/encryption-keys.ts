import { z } from 'zod';

import { secretIn } from './secret-files.js';

/** A master key: it encrypts the keys of pictures and texts. */
export interface EncryptionKey {
  /** At most 32 characters; it stands beside everything that the key encrypts. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** The master keys that are known. */
export interface EncryptionKeys {
  readonly keys: readonly EncryptionKey[];
  /** Whether the first one encrypts what is stored from now on; else they only decrypt. */
  readonly encrypts: boolean;
}

const NO_KEYS: EncryptionKeys = { keys: [], encrypts: false };

/** A first line that switches encryption off, while the keys beneath it decrypt. */
const OFF = 'none';

const KEY_BYTES = 32;
const LINE = /^([a-z0-9][a-z0-9_-]{0,31})[ \t]+(\S+)$/i;
const EXAMPLE = 'for example a line of id and key: 2026 and what `openssl rand -base64 32` prints';

/**
 * A variable that names a file of master keys, each on a line of its own: an id, a space, and 32
 * bytes as Base64 or hexadecimal digits. Empty lines and lines that begin with `#` are left out.
 * The first line may be `none`. No variable: no keys.
 */
export const encryptionKeys = z
  .string()
  .transform((file, context): EncryptionKeys => {
    const read = secretIn(file);
    const keys = 'value' in read ? keysIn(read.value) : read;
    if ('problem' in keys) {
      context.addIssue({ code: 'custom', message: keys.problem });
      return z.NEVER;
    }
    return keys;
  })
  .default(NO_KEYS);

function keysIn(text: string): EncryptionKeys | { readonly problem: string } {
  const keys: EncryptionKey[] = [];
  let encrypts = true;
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (line.trim() === OFF && keys.length === 0 && encrypts) {
      encrypts = false;
      continue;
    }
    const [, id = '', written = ''] = LINE.exec(line.trim()) ?? [];
    const key = keyOf(written);
    if (key === null)
      return { problem: `names a file whose line ${n + 1} is not an id and a key; ${EXAMPLE}` };
    if (keys.some((other) => other.id === id))
      return { problem: `names a file that has the id of line ${n + 1} twice; ${EXAMPLE}` };
    keys.push({ id, key });
  }
  return keys.length === 0
    ? { problem: `names a file without keys; ${EXAMPLE}` }
    : { keys, encrypts };
}

function keyOf(written: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  const isBase64 = /^[A-Za-z0-9+/]{43}=?$/.test(written);
  const key = Buffer.from(written, 'base64');
  return isBase64 && key.length === KEY_BYTES ? key : null;
}
