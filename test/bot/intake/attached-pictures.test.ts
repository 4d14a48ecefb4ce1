import { describe, expect, it } from '@jest/globals';

import { AttachedPictures } from '../../../src/bot/intake/attached-pictures.js';
import {
  INPUT_MAX_BYTES,
  type AttachmentDownload,
} from '../../../src/bot/intake/attachment-download.js';
import type { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { textPicture } from '../../support/memory-image-store.js';
import { strictDouble } from '../../support/strict-double.js';

const never = () => new Promise<never>(() => undefined);

describe('the pictures that people attach', () => {
  it('an attached file is downloaded, whatever its name claims, and read once its request holds a slot', async () => {
    let holdsSlot = false;
    const pictures = new AttachedPictures(
      strictDouble<AttachmentDownload>('AttachmentDownload', {
        fetch: async (url) => Buffer.from(url),
      }),
      strictDouble<ImageProcessor>('ImageProcessor', {
        readInput: async (bytes, personId) => {
          expect(holdsSlot).toBe(true);
          return textPicture(`${bytes.toString()} of ${personId}`);
        },
      }),
    );
    const source = pictures.source({ name: 'b.exe', size: INPUT_MAX_BYTES, url: 'https://cdn/b' });
    expect(source.name).toBe('b.exe');
    const takeSlot = async () => {
      holdsSlot = true;
    };
    expect(await source.read({ personId: 'ann', takeSlot })).toEqual(
      textPicture('https://cdn/b of ann'),
    );
  });

  it('an attached file is not downloaded when Discord says that it is too large', async () => {
    const pictures = new AttachedPictures(
      strictDouble<AttachmentDownload>('AttachmentDownload', {}),
      strictDouble<ImageProcessor>('ImageProcessor', {}),
    );
    const size = INPUT_MAX_BYTES + 1;
    const source = pictures.source({ name: 'a.png', size, url: 'https://cdn/a.png' });
    expect((await appErrorOf(source.read({ personId: 'ann', takeSlot: never }))).code).toBe(
      'image.too_large',
    );
  });
});
