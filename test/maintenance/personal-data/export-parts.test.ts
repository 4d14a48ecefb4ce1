import { gunzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import type { ExportEntry } from '../../../src/maintenance/personal-data/export-entries.js';
import { exportParts } from '../../../src/maintenance/personal-data/export-parts.js';
import { collected } from '../../support/collected.js';

const MAX_BYTES = 20_000;

async function* entries(...sizes: readonly number[]): AsyncGenerator<ExportEntry> {
  for (const [n, size] of sizes.entries())
    yield { kind: 'image', name: `image-${n}`, bytes: Buffer.alloc(size, n) };
}

describe('the parts of an export', () => {
  it('each part is a whole archive that is not larger than allowed', async () => {
    const parts = await collected(exportParts(entries(9000, 9000, 5000, 1), MAX_BYTES));
    expect(parts.map(({ images }) => images)).toEqual([1, 2, 1]);
    for (const { bytes } of parts) expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES);
    const names = parts.map(({ bytes }) =>
      gunzipSync(bytes)
        .toString('latin1')
        .match(/image-\d/g),
    );
    expect(names).toEqual([['image-0'], ['image-1', 'image-2'], ['image-3']]);
  });

  it('a picture that no part can hold is left out and counted', async () => {
    const parts = await collected(exportParts(entries(5, MAX_BYTES, 6), MAX_BYTES));
    expect(parts).toMatchObject([{ images: 2, tooLarge: 1 }]);
    const last = await collected(exportParts(entries(5, MAX_BYTES), MAX_BYTES));
    expect(last).toMatchObject([{ images: 1, tooLarge: 1 }]);
  });
});
