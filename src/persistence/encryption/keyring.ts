import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { InjectionToken } from 'tsyringe';

import type { EncryptionKey, EncryptionKeys } from '../../config/encryption-keys.js';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const WRAPPED_BYTES = NONCE_BYTES + TAG_BYTES + KEY_BYTES;

/** By how much {@link Sealed.body} is longer than what it holds. */
export const SEAL_BYTES = WRAPPED_BYTES + NONCE_BYTES + TAG_BYTES;

/** Encrypted bytes. */
export interface Sealed {
  /** The master key that is needed to read them. */
  readonly keyId: string;
  /** Their own key, encrypted by the master key; then they themselves. Each: nonce, tag, bytes. */
  readonly body: Buffer;
}

/**
 * The master keys. The first one encrypts, all of them decrypt. What is encrypted has a fresh key
 * of its own (AES-256-GCM), which the master key encrypts, so that one key never encrypts enough
 * for a nonce to come twice. Both are bound to a place, a text that is not stored: what was moved
 * from another row, column or file does not decrypt.
 */
export class Keyring {
  readonly keys: readonly EncryptionKey[];
  private readonly current: EncryptionKey | null;
  private readonly byId: ReadonlyMap<string, Buffer>;

  constructor({ keys, encrypts }: EncryptionKeys) {
    this.keys = keys;
    this.current = (encrypts ? keys[0] : null) ?? null;
    this.byId = new Map(keys.map(({ id, key }) => [id, key]));
  }

  /** The id of the key that encrypts; null: nothing is encrypted. */
  get currentId(): string | null {
    return this.current?.id ?? null;
  }

  /** Encrypts bytes; null where there is no key. */
  seal(plain: Buffer, place: string): Sealed | null {
    const wrapped = this.newKey(place);
    if (wrapped === null) return null;
    const { keyId, key, wrappedKey } = wrapped;
    return { keyId, body: Buffer.concat([wrappedKey, ...encrypt(key, plain, `data ${place}`)]) };
  }

  /**
   * Decrypts bytes; null where the key is missing, or bytes, key or place are not what they were.
   */
  open({ keyId, body }: Sealed, place: string): Buffer | null {
    const key = this.unwrap(keyId, body.subarray(0, WRAPPED_BYTES), place);
    return key && decrypt(key, body.subarray(WRAPPED_BYTES), `data ${place}`);
  }

  /** A fresh key, and the same as it may be stored; null where no master key encrypts. */
  newKey(
    place: string,
  ): { readonly keyId: string; readonly key: Buffer; readonly wrappedKey: Buffer } | null {
    const { current } = this;
    if (current === null) return null;
    const key = randomBytes(KEY_BYTES);
    const wrappedKey = Buffer.concat(encrypt(current.key, key, `key ${place}`));
    return { keyId: current.id, key, wrappedKey };
  }

  /** The key that {@link newKey} gave; null as with {@link open}. */
  unwrap(keyId: string, wrappedKey: Buffer, place: string): Buffer | null {
    const master = this.byId.get(keyId);
    return master === undefined ? null : decrypt(master, wrappedKey, `key ${place}`);
  }
}

/** Encrypts nothing, and reads nothing that is encrypted. */
export const NO_KEYS = new Keyring({ keys: [], encrypts: false });

export const KEYRING: InjectionToken<Keyring> = Symbol('Keyring');

/** How many bytes a stored key takes. */
export const WRAPPED_KEY_BYTES = WRAPPED_BYTES;

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer[] {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const bytes = cipher.update(plain);
  cipher.final();
  return [nonce, cipher.getAuthTag(), bytes];
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), options);
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const bytes = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
  try {
    decipher.final();
    return bytes;
  } catch {
    // Its only reason is that the tag does not fit.
    return null;
  }
}
