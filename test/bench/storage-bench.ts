import sharp from 'sharp';

import { OfflineModel } from '../../src/generation/models/offline/offline-model.js';
import { ImageProcessor } from '../../src/imaging/image-processor.js';
import { ImagingPool } from '../../src/imaging/pool/imaging-pool.js';
import type { Picture } from '../../src/imaging/picture.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import type { BenchSize } from './bench.js';
import { report } from './report.js';

const PROMPTS = ['a lake', 'a lake at night', 'a lake in autumn', 'a lake in snow'];

/** How often a person walks, edits or restyles after the last picture: each of it is a save. */
const OTHER_SAVES = 6;

/**
 * What one session of four pictures takes on disk, beside the layout of the Python predecessor, in
 * which every save wrote all outputs again, as PNG.
 */
export async function storageBench({ isSmall }: BenchSize): Promise<void> {
  const imaging = new ImageProcessor(new ImagingPool());
  const outputs = await drawn(new OfflineModel(imaging), isSmall ? PROMPTS.slice(0, 1) : PROMPTS);
  const theirs = predecessorBytes(outputs);
  const plainBytes = total(outputs);
  const compactBytes = total(await Promise.all(outputs.map((each) => imaging.compact(each))));
  const line = (what: string, bytes: number) => ({
    what,
    value: `${(bytes / theirs).toFixed(2)}× (${kibibytes(bytes)} against ${kibibytes(theirs)})`,
    goal: 'at most 0.5×',
    isMet: bytes <= theirs / 2,
  });
  report('Bytes of a session against the predecessor', [
    line('IMAGE_COMPRESSION=off', plainBytes),
    line('IMAGE_COMPRESSION=lossless', compactBytes),
    {
      what: 'lossless against off',
      value: `${(compactBytes / plainBytes).toFixed(2)}×`,
      goal: '',
      isMet: true,
    },
  ]);
}

/** Pictures as Gemini sends them: PNG. */
async function drawn(model: OfflineModel, prompts: readonly string[]): Promise<Picture[]> {
  const signal = new AbortController().signal;
  const pictures: Picture[] = [];
  for (const prompt of prompts) {
    const settings = AUTOMATIC_SETTINGS;
    const request = {
      prompt,
      pictures: pictures.slice(-1),
      styleKey: null,
      settings,
      personId: 'ann',
    };
    const { picture } = await model.generate(request, signal);
    const bytes = await sharp(picture.bytes).png().toBuffer();
    pictures.push({ ...picture, bytes, mediaType: 'image/png' });
  }
  return pictures;
}

/** After each picture, and at each other save, all outputs so far are written once more. */
function predecessorBytes(outputs: readonly Picture[]): number {
  const afterEach = outputs.map((_, n) => total(outputs.slice(0, n + 1)));
  return afterEach.reduce((sum, bytes) => sum + bytes, 0) + OTHER_SAVES * total(outputs);
}

function total(pictures: readonly Picture[]): number {
  return pictures.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function kibibytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}
