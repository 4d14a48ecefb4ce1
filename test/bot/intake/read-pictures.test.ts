import { describe, expect, it } from '@jest/globals';

import type { PictureSource } from '../../../src/bot/intake/picture-request.js';
import { MAX_INPUTS, readPictures } from '../../../src/bot/intake/read-pictures.js';
import { AppError } from '../../../src/platform/app-error.js';
import { textPicture } from '../../support/memory-image-store.js';
import { strictDouble } from '../../support/strict-double.js';

const source = (name: string): PictureSource => ({ name, read: async () => textPicture(name) });

const bad = (name: string, error: unknown): PictureSource => ({
  name,
  read: () => Promise.reject(error),
});

const ANN = { personId: 'ann', takeSlot: async () => undefined };

const TOO_LARGE = new AppError({
  code: 'image.too_large',
  retryable: false,
  userMessage: 'This file is larger than 10 MiB.',
});

describe('the reading of a request’s pictures', () => {
  it('pictures that cannot be used become notes with the reason, and the others keep their order', async () => {
    const sources = [source('one'), bad('cat.tiff', TOO_LARGE), source('two')];
    expect(await readPictures(sources, ANN)).toEqual({
      isSpoiler: false,
      cameFrom: null,
      pictures: [textPicture('one'), textPicture('two')],
      notes: ['**cat.tiff** was left out. This file is larger than 10 MiB.'],
    });
  });

  it('the pictures of a request are spoilers where one of those that are used is one', async () => {
    const covered = { ...source('one'), isSpoiler: true };
    const unusable = { ...bad('two', TOO_LARGE), isSpoiler: true };
    expect(await readPictures([source('three'), covered], ANN)).toMatchObject({
      isSpoiler: true,
    });
    expect(await readPictures([source('three'), unusable], ANN)).toMatchObject({
      isSpoiler: false,
    });
  });

  it('a request came from a card only where a picture of that is used', async () => {
    const shown = { ...source('one'), cardOf: 'that card' };
    const unusable = { ...bad('two', TOO_LARGE), cardOf: 'that card' };
    expect(await readPictures([source('three'), shown], ANN)).toMatchObject({
      cameFrom: 'that card',
    });
    expect(await readPictures([source('three'), unusable], ANN)).toMatchObject({
      cameFrom: null,
    });
  });

  it('of many pictures ten are taken, and no more are read, and each of the rest is noted', async () => {
    const unread = strictDouble<PictureSource>('PictureSource', { name: 'eleven' });
    const ten = Array.from({ length: MAX_INPUTS }, (_, n) => source(`${n}`));
    const { pictures, notes } = await readPictures([...ten, unread], ANN);
    expect(pictures).toHaveLength(10);
    expect(notes).toEqual(['**eleven** was left out. I take ten pictures at most.']);
  });

  it('a defect is not hidden in a note', async () => {
    const defect = new TypeError('x is undefined');
    await expect(readPictures([bad('cat.png', defect)], ANN)).rejects.toBe(defect);
  });
});
