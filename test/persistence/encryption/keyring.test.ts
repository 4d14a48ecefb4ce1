import { describe, expect, it } from '@jest/globals';

import { NO_KEYS, SEAL_BYTES, type Keyring } from '../../../src/persistence/encryption/keyring.js';
import {
  openedPicture,
  sealedPicture,
} from '../../../src/persistence/encryption/sealed-picture.js';
import { openedText, sealedText } from '../../../src/persistence/encryption/sealed-text.js';
import { keyringOf, testKey, testKeyring } from '../../support/encryption.js';

const PLAIN = Buffer.from('a banana 🍌');
const PLACE = 'text of a row';

function sealed(keyring: Keyring, plain = PLAIN) {
  const made = keyring.seal(plain, PLACE);
  if (made === null) throw new Error('There is no key.');
  return made;
}

describe('a keyring', () => {
  it.each([0, 1, 300_000])('what is encrypted comes back as it was: %d bytes', (size) => {
    const keyring = testKeyring('a');
    const plain = Buffer.alloc(size, 'banana');
    const made = sealed(keyring, plain);
    expect(made.keyId).toBe('a');
    expect(made.body).toHaveLength(size + SEAL_BYTES);
    expect(made.body.includes('banana')).toBe(false);
    expect(keyring.open(made, PLACE)).toEqual(plain);
  });

  it('the first key encrypts, and every key decrypts', () => {
    const former = sealed(testKeyring('a'));
    const both = testKeyring('b', 'a');
    expect(sealed(both).keyId).toBe('b');
    expect(both.open(former, PLACE)).toEqual(PLAIN);
  });

  it('nothing is encrypted twice the same way, and no key is used for two things', () => {
    const keyring = testKeyring('a');
    const bodies = Array.from({ length: 50 }, () => sealed(keyring).body.toString('hex'));
    const wrapped = bodies.map((body) => body.slice(0, 120));
    expect(new Set(bodies).size).toBe(50);
    expect(new Set(wrapped).size).toBe(50);
  });

  it('what was moved to another place does not decrypt', () => {
    const keyring = testKeyring('a');
    expect(keyring.open(sealed(keyring), 'text of another row')).toBeNull();
  });

  it('what another key of the same id, or an unknown one, has encrypted does not decrypt', () => {
    const made = sealed(keyringOf(testKey('a', 'one')));
    expect(keyringOf(testKey('a', 'two')).open(made, PLACE)).toBeNull();
    expect(testKeyring('b').open(made, PLACE)).toBeNull();
    expect(NO_KEYS.open(made, PLACE)).toBeNull();
  });

  it('no change of a single byte goes unnoticed', () => {
    const keyring = testKeyring('a');
    const { keyId, body } = sealed(keyring);
    for (const index of body.keys()) {
      const changed = Buffer.from(body);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(keyring.open({ keyId, body: changed }, PLACE)).toBeNull();
    }
  });

  it('what breaks off does not decrypt, wherever it does', () => {
    const keyring = testKeyring('a');
    const { keyId, body } = sealed(keyring);
    for (const length of body.keys())
      expect(keyring.open({ keyId, body: body.subarray(0, length) }, PLACE)).toBeNull();
  });

  it('without a key nothing is encrypted', () => {
    expect(NO_KEYS.seal(PLAIN, PLACE)).toBeNull();
    expect(NO_KEYS.currentId).toBeNull();
    expect(sealedText(NO_KEYS, PLACE, 'a text')).toBe('a text');
    expect(sealedPicture(NO_KEYS, 'a-key', PLAIN)).toBe(PLAIN);
  });

  it('what was stored before there was a key is read as it is', () => {
    const keyring = testKeyring('a');
    expect(openedText(keyring, PLACE, '{"a":"text"}')).toBe('{"a":"text"}');
    expect(openedPicture(keyring, 'a-key', PLAIN)).toBe(PLAIN);
  });

  it.each(['enc1:', 'enc1:a', 'enc1:a:', 'enc1:a:%%%', 'enc1:b:AAAA', `enc1:a:${'A'.repeat(200)}`])(
    'a text that only looks encrypted is none: %s',
    (text) => {
      expect(openedText(testKeyring('a'), PLACE, text)).toBeNull();
    },
  );
});
