import { describe, expect, it } from '@jest/globals';

import type { StoredImage } from '../../src/interactions/stored-image.js';
import { copyImages } from '../../src/maintenance/image-copy.js';
import type { Finding } from '../../src/maintenance/verification.js';
import type { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { appErrorOf } from '../support/app-error-of.js';
import { MemoryImageStore, textPicture } from '../support/memory-image-store.js';
import { busy, MemoryPersistence } from '../support/memory-persistence.js';
import { rejectionOf } from '../support/rejection-of.js';
import { INTERACTION_ID, interactionState } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const PICTURES = 9;

/** Two stores, of which one holds all pictures of an interaction. */
async function setUp() {
  const [from, to] = [new MemoryImageStore(), new MemoryImageStore()];
  const inputs: StoredImage[] = [];
  for (let n = 0; n < PICTURES; n += 1)
    inputs.push(await from.put(INTERACTION_ID, { kind: 'input', n }, textPicture(`picture ${n}`)));
  const state = interactionState({ inputs });
  const persistence = new MemoryPersistence(state);
  const inventory = strictDouble<InteractionInventory>('InteractionInventory', {
    async *all() {
      yield { id: INTERACTION_ID, state };
    },
  });
  const findings: Finding[] = [];
  const stopping = new AbortController();
  const copy = (onProgress = () => undefined) =>
    copyImages(
      { inventory, persistence: persistence.service, from, to },
      { signal: stopping.signal, onProgress, onFinding: (each) => void findings.push(each) },
    );
  return { from, to, inputs, persistence, findings, stopping, copy };
}

describe('a copy of images', () => {
  it('a copy of images brings every image that a row names, and the next one only what is missing', async () => {
    const { from, to, inputs, copy } = await setUp();
    expect(await copy()).toEqual({
      interactions: 1,
      copied: PICTURES,
      copiedBytes: PICTURES * 'picture 0'.length,
      alreadyThere: 0,
      problems: 0,
    });
    expect(to.images).toEqual(from.images);
    await to.remove(inputs[4]?.key ?? '');
    expect(await copy()).toMatchObject({ copied: 1, alreadyThere: PICTURES - 1 });
    expect(to.images).toEqual(from.images);
  });

  it('a copy of images names what is missing or damaged, and brings the rest', async () => {
    const { from, to, inputs, findings, copy } = await setUp();
    const [missing, damaged] = [inputs[0]?.key ?? '', inputs[1]?.key ?? ''];
    from.images.delete(missing);
    from.images.set(damaged, Buffer.from('other byt'));
    expect(await copy()).toMatchObject({ copied: PICTURES - 2, problems: 2 });
    expect(findings).toEqual(
      expect.arrayContaining([
        { kind: 'missing_image', interactionId: INTERACTION_ID, key: missing },
        { kind: 'damaged_image', interactionId: INTERACTION_ID, key: damaged },
      ]),
    );
    expect(to.images.size).toBe(PICTURES - 2);
  });

  it('a copy of images does not count an image that its row does not name any more', async () => {
    const { from, inputs, persistence, findings, copy } = await setUp();
    from.images.delete(inputs[0]?.key ?? '');
    persistence.state = interactionState({ version: 2, inputs: inputs.slice(1) });
    expect(await copy()).toMatchObject({ problems: 0 });
    expect(findings).toEqual([]);
  });

  it('a copy of images ends when the other store fails or keeps other bytes, and when it is stopped', async () => {
    const { to, inputs, stopping, copy } = await setUp();
    to.failures.push(busy());
    expect((await appErrorOf(copy())).code).toBe('storage.busy');
    to.putBack = async (key) => void to.images.set(key, Buffer.from('other byt'));
    to.images.delete(inputs[8]?.key ?? '');
    expect((await appErrorOf(copy())).code).toBe('storage.image_damaged');
    stopping.abort();
    expect(await rejectionOf(copy())).toBe(stopping.signal.reason);
  });
});
