import { describe, expect, it } from '@jest/globals';

import { OriginalFiles, type OriginalFile } from '../../../src/bot/history/original-files.js';
import type { InteractionState } from '../../../src/interactions/interaction-state.js';
import type { ImageStore } from '../../../src/persistence/images/image-store.js';
import { making, outputItem, outputKey, resultState, storedImage } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const images = strictDouble<ImageStore>('ImageStore', {
  get: async ({ key }) => Buffer.from(key),
});

async function filesOf(state: InteractionState, maxBytes = 2_000): Promise<OriginalFile[]> {
  const files: OriginalFile[] = [];
  for await (const file of new OriginalFiles(images).shownBy(state, maxBytes)) files.push(file);
  return files;
}

const nameOf = (n: number) => outputKey(n).replace('output_images/', '');

describe('the original files of a card', () => {
  it('the original is what was stored, also where Discord got a smaller copy', async () => {
    const small = storedImage({ key: 'output_images/small.jpg' });
    const output = outputItem({ deliveryImage: small });
    const [file] = await filesOf(resultState(1, { outputs: [output], currentIndex: 0 }));
    expect(file).toEqual({ attachment: Buffer.from(outputKey(1)), name: nameOf(1) });
  });

  it('a card with a contact sheet has several originals, and a spoiler stays one', async () => {
    const outputs = [0, 1].map((n) =>
      outputItem({ image: storedImage({ key: outputKey(n) }), making: making({ batch: 'b' }) }),
    );
    const state = { outputs, currentIndex: 0, showsSheet: true, isSpoiler: true };
    const files = await filesOf(resultState(2, state));
    expect(files).toMatchObject([0, 1].map((n) => ({ name: `SPOILER_${nameOf(n)}` })));
  });

  it('an original that is too large for Discord is not read, and its size is told', async () => {
    const outputs = [outputItem({ image: storedImage({ byteSize: 12 * 1024 * 1024 }) })];
    const state = resultState(1, { outputs, currentIndex: 0 });
    expect(await filesOf(state, 10 * 1024 * 1024)).toEqual([
      { tooLarge: expect.stringMatching(/is 12\.0 MiB, .* at most 10\.0 MiB/) },
    ]);
  });

  it('a card without a picture has no original', async () => {
    expect(await filesOf(resultState(0))).toEqual([]);
  });
});
