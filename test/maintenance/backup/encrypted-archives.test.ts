import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

import { describe, expect, it } from '@jest/globals';

import { decrypted, encrypted } from '../../../src/maintenance/backup/archive-encryption.js';
import { NO_KEYS, type Keyring } from '../../../src/persistence/encryption/keyring.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { keyringOf, testKey, testKeyring } from '../../support/encryption.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { fill, storedWorld, UNSTOPPED } from './stored-world.js';

const PIECE_BYTES = 64 * 1024;

async function* chunksOf(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const encrypt = async (bytes: Buffer, keyring = testKeyring('a')) =>
  buffer(encrypted(keyring)(chunksOf(bytes)));
const decrypt = async (bytes: Buffer, keyring = testKeyring('a'), size = 10_007) =>
  buffer(decrypted(keyring)(chunksOf(bytes, size)));

const refusal = async (bytes: Buffer, keyring?: Keyring) => {
  const { code, userMessage } = await appErrorOf(() => decrypt(bytes, keyring));
  return `${code}: ${userMessage}`;
};

const REFUSED = /^storage\.archive_refused: /;

/** Bytes of which no part is like another. */
function manyBytes(count: number): Buffer {
  return Buffer.from(
    Uint32Array.from({ length: Math.ceil(count / 4) }, (_, n) => n).buffer,
  ).subarray(0, count);
}

describe('the encryption of archives', () => {
  it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 5])(
    'the bytes of an archive come back as they were, however they are cut: %d',
    async (count) => {
      const plain = manyBytes(count);
      const sealed = await encrypt(plain);
      for (const size of [1_000, 65_552, 10_000_000])
        expect((await decrypt(sealed, testKeyring('b', 'a'), size)).equals(plain)).toBe(true);
    },
  );

  it('an archive without encryption passes as it is, with keys and without', async () => {
    const plain = manyBytes(200_000);
    expect(await encrypt(plain, NO_KEYS)).toEqual(plain);
    expect(await decrypt(plain)).toEqual(plain);
    expect(await decrypt(Buffer.from('short'), NO_KEYS)).toEqual(Buffer.from('short'));
  });

  it('an archive is refused by the name of its key where the key is missing, or is another', async () => {
    const sealed = await encrypt(Buffer.from('an archive'));
    expect(await refusal(sealed, NO_KEYS)).toContain('encrypted with the key "a"');
    expect(await refusal(sealed, testKeyring('b'))).toContain('ENCRYPTION_KEY_FILE');
    const other = keyringOf(testKey('a', 'other'));
    expect(await refusal(sealed, other)).toContain('another key of the name “a”');
  });

  it('an archive is refused where a byte is another, pieces change places, or it breaks off', async () => {
    const sealed = await encrypt(manyBytes(2 * PIECE_BYTES + 100));
    const start = sealed.length - 100 - 16 - 2 * (PIECE_BYTES + 16);
    for (const index of [8, 41, start, start + PIECE_BYTES, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(await refusal(changed)).toMatch(REFUSED);
    }
    const [one, two] = [start + PIECE_BYTES + 16, start + 2 * (PIECE_BYTES + 16)];
    const swapped = [
      sealed.subarray(0, start),
      sealed.subarray(one, two),
      sealed.subarray(start, one),
      sealed.subarray(two),
    ];
    expect(await refusal(Buffer.concat(swapped))).toMatch(REFUSED);
    for (const end of [two, one, one + 1, start + 3, start, start - 1, 50])
      expect(await refusal(sealed.subarray(0, end))).toMatch(REFUSED);
    expect(await refusal(Buffer.concat([sealed, Buffer.from('more')]))).toMatch(REFUSED);
  });
});

describe('a backup with keys', () => {
  it('a backup is encrypted, and restores with its key, whichever key encrypts there', async () => {
    const world = await storedWorld(testKeyring('a'));
    const [rich] = await fill(world);
    const file = path.join(await temporaryDirectory(), 'backup.tar.gz.enc');
    expect(await world.backup.run(file, UNSTOPPED)).toMatchObject({
      interactions: 2,
      problems: [],
    });
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 2)).not.toEqual(Buffer.from([0x1f, 0x8b]));

    const other = await storedWorld(testKeyring('b', 'a'));
    expect(await other.restore.run(file, UNSTOPPED)).toMatchObject({ interactions: 2 });
    const restored = await other.persistence.load(rich?.id ?? '');
    expect(restored.originalPrompt).toBe(rich?.originalPrompt);
  });

  it('a backup restores nothing without its key, or with a byte changed', async () => {
    const world = await storedWorld(testKeyring('a'));
    await fill(world);
    const file = path.join(await temporaryDirectory(), 'backup.tar.gz.enc');
    await world.backup.run(file, UNSTOPPED);
    const without = await storedWorld();
    await expect(without.restore.run(file, UNSTOPPED)).rejects.toMatchObject({
      code: 'storage.archive_refused',
    });
    const bytes = await readFile(file);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { restore, inventory } = await storedWorld(testKeyring('a'));
    await expect(restore.run(file, UNSTOPPED)).rejects.toMatchObject({
      code: 'storage.archive_refused',
    });
    expect(await inventory.isEmpty()).toBe(true);
  });
});
