import type { Person } from '../../src/sandbox/client/person.js';
import { endlessJpeg, largePhoto } from '../support/hostile-pictures.js';
import { photo } from '../support/pictures.js';
import { childrenOf } from '../support/processes.js';
import type { BenchSize } from './bench.js';
import { residentMegabytes, startOurs, type BenchedBot } from './bots.js';
import { report, type Figure } from './report.js';
import { median, timed } from './statistics.js';

const MEMORY_GOAL_MB = 500;
const REFUSAL_GOAL_MS = 20_000;
const OTHERS_GOAL_MS = 1000;
/** How often memory is measured. */
const SAMPLE_MS = 20;
/** Longer than a picture may take to read. */
const WAIT_MS = 60_000;

/**
 * What a few pictures can do to the bot and the processes that open pictures for it: their memory
 * while two photos of 48 megapixels come in one message, and the cards of others while a picture
 * that would take minutes is read.
 */
export async function hostilePicturesBench({ isSmall }: BenchSize): Promise<void> {
  const bot = await startOurs();
  const ordinary = await photo(1600, 1200).jpeg({ quality: 85 }).toBuffer();
  await cardFor(bot.sandbox.user('ann'), [ordinary]);
  const photos = isSmall ? [ordinary, ordinary] : [await largePhoto(), await largePhoto(6)];
  const figures = [
    ...(await memoryWhile(bot, () => cardFor(bot.sandbox.user('ann'), photos))),
    ...(await othersMeanwhile(bot, isSmall ? endlessJpeg(20) : endlessJpeg(), ordinary)),
  ];
  await bot.stop();
  report('Pictures that are large to open', figures);
}

async function memoryWhile(bot: BenchedBot, work: () => Promise<void>): Promise<Figure[]> {
  const before = await megabytesOf(bot.pid);
  let most = before;
  const over = new AbortController();
  const done = work().finally(() => over.abort());
  while (!over.signal.aborted) {
    most = Math.max(most, await megabytesOf(bot.pid));
    await new Promise((resolve) => {
      setTimeout(resolve, SAMPLE_MS);
    });
  }
  await done;
  const after = await megabytesOf(bot.pid);
  return [
    {
      what: 'two photos of 48 megapixels in one message: bot and its processes',
      value: `${most.toFixed(0)} MB (${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after)`,
      goal: `under ${MEMORY_GOAL_MB} MB`,
      isMet: most < MEMORY_GOAL_MB,
    },
  ];
}

async function othersMeanwhile(
  bot: BenchedBot,
  endless: Buffer,
  ordinary: Buffer,
): Promise<Figure[]> {
  const othersMs: number[] = [];
  const over = new AbortController();
  const refused = timed(() => cardFor(bot.sandbox.user('ann'), [endless])).finally(() =>
    over.abort(),
  );
  do {
    othersMs.push(await timed(() => cardFor(bot.sandbox.user('ben'), [ordinary])));
  } while (!over.signal.aborted);
  const refusedMs = await refused;
  const [usual, most] = [median(othersMs), Math.max(...othersMs)];
  return [
    {
      what: 'a JPEG of 100,000 scans: refused after',
      value: `${(refusedMs / 1000).toFixed(1)} s`,
      goal: `at most ${REFUSAL_GOAL_MS / 1000} s`,
      isMet: refusedMs <= REFUSAL_GOAL_MS,
    },
    {
      what: `  the slowest of ${othersMs.length} cards of somebody else meanwhile`,
      value: `${most.toFixed(0)} ms (median ${usual.toFixed(0)} ms)`,
      goal: `under ${OTHERS_GOAL_MS} ms`,
      isMet: most < OTHERS_GOAL_MS,
    },
  ];
}

async function cardFor(person: Person, pictures: readonly Buffer[]): Promise<void> {
  const files = pictures.map((bytes, n) => ({
    name: `picture-${n}.jpg`,
    contentType: 'image/jpeg',
    bytes,
  }));
  const asked = await person.mention('make it night', { files });
  await person.nextReply(asked, { timeoutMs: WAIT_MS });
}

/** A process may end while it is measured. */
async function megabytesOf(pid: number): Promise<number> {
  const children = await childrenOf(pid);
  const all = await Promise.allSettled([pid, ...children].map(residentMegabytes));
  return all
    .map((measured) => (measured.status === 'fulfilled' ? measured.value : 0))
    .filter((megabytes) => !Number.isNaN(megabytes))
    .reduce((sum, megabytes) => sum + megabytes, 0);
}
