import { croppedAvif, endlessJpeg, largePhoto, turnedPng } from '../support/hostile-pictures.js';
import { photo } from '../support/pictures.js';
import { asked, type HostileInput } from './hostile-input.js';

/** Messages with pictures: each gets a card, or a sentence that says what is wrong with them. */
export async function pictureInputs(): Promise<readonly HostileInput[]> {
  const whole = await photo(800, 600).jpeg().toBuffer();
  const large = [await largePhoto(), await largePhoto(6)];
  const messages: Readonly<Record<string, readonly Uint8Array[]>> = {
    'an AVIF that says it is small': [await croppedAvif()],
    'a JPEG of 100,000 scans': [endlessJpeg()],
    'two turned PNGs of 50 megapixels': [turnedPng(), turnedPng()],
    'two photos of 48 megapixels': large,
    'half of a photo': [whole.subarray(0, whole.length / 2)],
    'an empty file': [Buffer.alloc(0)],
    'ten photos': Array.from({ length: 10 }, () => whole),
  };
  return Object.entries(messages).map(([what, pictures]) => ({
    name: `a message with ${what}`,
    throwAt: async (target) => {
      const files = pictures.map((bytes, n) => ({ name: `picture ${n}.jpg`, bytes }));
      return asked(target, 'make it blue', files);
    },
  }));
}
