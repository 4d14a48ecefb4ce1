import { beforeAll, describe, expect, it } from '@jest/globals';

import { ImageProcessor } from '../../src/imaging/image-processor.js';
import type { Picture } from '../../src/imaging/picture.js';
import type { ImagingPool, JobTerms } from '../../src/imaging/pool/imaging-pool.js';
import { JobQueue } from '../../src/imaging/pool/job-queue.js';
import { endlessJpeg } from '../support/hostile-pictures.js';
import * as pictures from '../support/pictures.js';
import { strictDouble } from '../support/strict-double.js';

const MEBIBYTE = 1024 * 1024;

let png: Picture;

beforeAll(async () => {
  png = await pictures.picture(pictures.quadrants(40, 30));
});

/** The terms on which an operation waits for its turn. */
async function termsOf(work: (imaging: ImageProcessor) => Promise<unknown>): Promise<JobTerms> {
  const asked: JobTerms[] = [];
  const run = async (_: unknown, terms: JobTerms) => {
    asked.push(terms);
    throw new Error('This pool opens nothing.');
  };
  const imaging = new ImageProcessor(strictDouble<ImagingPool>('ImagingPool', { run }));
  await expect(work(imaging)).rejects.toThrow('This pool opens nothing.');
  return asked[0]!;
}

describe('the terms of a picture', () => {
  it('an upload waits its turn among those of its person, and may take 15 seconds', async () => {
    expect(await termsOf((imaging) => imaging.readInput(png.bytes, 'ann'))).toEqual({
      urgency: 'next',
      personId: 'ann',
      weightBytes: 40 * 30 * 3,
      limitMs: 15_000,
    });
  });

  it('a model’s picture goes before uploads, and compaction, which leaves room for it, comes last', async () => {
    const inspection = await termsOf((imaging) => imaging.inspect(png.bytes));
    const fitting = await termsOf((imaging) => imaging.fit(png, { maxBytes: 1 }));
    const compaction = await termsOf((imaging) => imaging.compact(png));
    expect([inspection.urgency, fitting.urgency, compaction.urgency]).toEqual([
      'first',
      'first',
      'last',
    ]);
    expect(compaction.personId).not.toBe(inspection.personId);
    expect(compaction.weightBytes).toBe(3 * inspection.weightBytes);
  });

  it('every work for a person counts as that person’s', async () => {
    const { signal } = new AbortController();
    const drawing = { prompt: 'a cat', pictures: [png], styleKey: null };
    const works: Parameters<typeof termsOf>[0][] = [
      (imaging) => imaging.inspect(png.bytes, 'ben'),
      (imaging) => imaging.fit(png, { maxBytes: 1 }, 'ben'),
      (imaging) => imaging.draw(drawing, signal, 'ben'),
    ];
    for (const work of works) expect((await termsOf(work)).personId).toBe('ben');
  });

  it('a contact sheet weighs as much as its heaviest picture', async () => {
    const large = { ...png, bytes: endlessJpeg(1, 1000) };
    const terms = await termsOf((imaging) => imaging.contactSheet([png, large], 'ben'));
    expect(terms).toMatchObject({ personId: 'ben', weightBytes: 1000 * 1000 * 3 });
  });

  it('a drawing weighs what it takes to draw, or what its heaviest picture takes to open', async () => {
    const { signal } = new AbortController();
    const weightOf = async (longSide: number | undefined, inputs: Picture[]): Promise<number> => {
      const size = longSide === undefined ? {} : { longSide };
      const drawing = { prompt: 'a cat', pictures: inputs, styleKey: null, ...size };
      return (await termsOf((imaging) => imaging.draw(drawing, signal, 'ben'))).weightBytes;
    };
    const large = { ...png, bytes: endlessJpeg(1, 3000) };
    expect(await weightOf(undefined, [])).toBe(16 * MEBIBYTE);
    expect(await weightOf(2048, [png])).toBe(64 * MEBIBYTE);
    expect(await weightOf(4096, [large])).toBe(256 * MEBIBYTE);
    expect(await weightOf(100_000, [])).toBe(256 * MEBIBYTE);
    expect(await weightOf(undefined, [large])).toBe(3000 * 3000 * 3);
  });

  it('of two drawings in the largest size, the second waits for the first', async () => {
    const queue = new JobQueue<JobTerms>();
    const { signal } = new AbortController();
    const drawing = { prompt: 'a cat', pictures: [], styleKey: null, longSide: 4096 };
    const [one, other] = await Promise.all(
      ['ann', 'ben'].map((person) => termsOf((imaging) => imaging.draw(drawing, signal, person))),
    );
    queue.add(one!);
    queue.add(other!);
    expect([queue.take(), queue.take()]).toEqual([one, undefined]);
    queue.done(one!);
    expect(queue.take()).toBe(other);
  });

  it('a picture whose header cannot be read counts as the largest there may be', async () => {
    const terms = await termsOf((imaging) => imaging.readInput(Buffer.from('no picture'), 'ann'));
    expect(terms.weightBytes).toBe(400 * 1024 * 1024);
  });

  it('a picture whose header says too much waits for nothing, since it is refused unopened', async () => {
    const terms = await termsOf((imaging) => imaging.readInput(endlessJpeg(1, 16_000), 'ann'));
    expect(terms.weightBytes).toBe(0);
  });
});
