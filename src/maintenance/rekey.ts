import { pause } from '../platform/pause.js';
import type { Clock } from '../platform/clock.js';
import type { TextRekey } from '../persistence/encryption/text-rekey.js';
import { isImageKey, storedAtMsIn } from '../persistence/images/image-keys.js';
import type { ImageStore, RekeyedPicture } from '../persistence/images/image-store.js';
import type { InteractionInventory } from '../persistence/interaction-inventory.js';
import { THROTTLE_BESIDE_BOT } from './retention/throttle.js';

/** What is encrypted anew. */
export interface RekeyParts {
  readonly texts: TextRekey;
  readonly images: ImageStore;
  readonly inventory: InteractionInventory;
  readonly clock: Clock;
}

/** How it is stopped, and who hears of it. */
export interface RekeyOptions {
  /** Stops it between two texts or pictures; the next run goes on from there. */
  readonly signal: AbortSignal;
  readonly onProgress: (step: 'texts' | 'pictures', done: number) => void;
}

/** What was done. */
export interface RekeyReport {
  /** Encrypted with the current key; it was not before. */
  readonly texts: number;
  readonly pictures: number;
  /** Texts and pictures that cannot be decrypted; they stay as they are. */
  readonly unreadable: number;
  /** Of those, how many a process that has another key, or none, has stored meanwhile. */
  readonly storedMeanwhile: number;
  /** The keys that nothing is encrypted with any more. */
  readonly formerKeys: readonly string[];
}

/** Clocks of machines differ by less. */
const CLOCK_TOLERANCE_MS = 60_000;
/** Pictures that are looked at together. */
const PICTURES_AT_ONCE = 20;

/**
 * Encrypts all texts and pictures with the key that encrypts now, beside a running bot. What has
 * that key already is left alone, so a run that was stopped or killed is finished by the next one.
 * At the end it looks once more for what was stored meanwhile: only where nothing was stored with
 * another key, the other keys are forgotten.
 *
 * @throws AppError `storage.*`; the reason of the signal.
 */
export async function rekey(
  parts: RekeyParts,
  { signal, onProgress }: RekeyOptions,
): Promise<RekeyReport> {
  const startedMs = parts.clock.now();
  await parts.texts.begin();
  const first = await pass(parts, signal, onProgress, 0);
  const sinceMs = startedMs - CLOCK_TOLERANCE_MS;
  const second = await pass(parts, signal, () => undefined, sinceMs);
  const storedMeanwhile = second.texts + second.changed + second.pictures;
  // Former texts would stay readable in the log of the database.
  await parts.inventory.eraseLog();
  return {
    texts: first.texts + second.texts,
    pictures: first.pictures + second.pictures,
    unreadable: first.unreadable,
    storedMeanwhile,
    formerKeys: storedMeanwhile === 0 ? await parts.texts.end() : [],
  };
}

/** @param sinceMs pictures that were stored before are left out. */
async function pass(
  parts: RekeyParts,
  signal: AbortSignal,
  onProgress: RekeyOptions['onProgress'],
  sinceMs: number,
): Promise<Pick<RekeyReport, 'texts' | 'pictures' | 'unreadable'> & { readonly changed: number }> {
  const done = { texts: 0, changed: 0, pictures: 0, unreadable: 0 };
  let rows = 0;
  for await (const batch of parts.texts.all()) {
    rows += batch.rows;
    done.texts += count(batch.outcomes, 'encrypted');
    done.changed += count(batch.outcomes, 'changed');
    done.unreadable += count(batch.outcomes, 'unreadable');
    onProgress('texts', rows);
    await pause(THROTTLE_BESIDE_BOT.pauseMs, signal);
  }
  let pictures = 0;
  for await (const keys of pictureKeys(parts.images, sinceMs)) {
    const outcomes = await encryptPictures(parts, keys, signal);
    pictures += keys.length;
    done.pictures += count(outcomes, 'encrypted');
    done.unreadable += count(outcomes, 'unreadable');
    onProgress('pictures', pictures);
  }
  return done;
}

function count<T>(outcomes: readonly T[], outcome: T): number {
  return outcomes.filter((one) => one === outcome).length;
}

/** The keys of stored pictures, some at a time. */
async function* pictureKeys(images: ImageStore, sinceMs: number): AsyncGenerator<string[]> {
  let keys: string[] = [];
  for await (const { name } of images.list()) {
    if (!isImageKey(name) || storedAtMsIn(name) < sinceMs) continue;
    keys.push(name);
    if (keys.length === PICTURES_AT_ONCE) yield keys.splice(0);
  }
  if (keys.length > 0) yield keys;
}

/**
 * Encrypts some pictures. A picture that is removed with its row at the same moment would come back
 * by being written: it is removed again.
 */
async function encryptPictures(
  { images, inventory }: RekeyParts,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<RekeyedPicture[]> {
  const orphansBefore = new Set(await inventory.orphansAmong(keys));
  const outcomes: RekeyedPicture[] = [];
  const written: string[] = [];
  for (const key of keys) {
    signal.throwIfAborted();
    const outcome = await images.reencrypt(key);
    outcomes.push(outcome);
    if (outcome === 'encrypted') written.push(key);
  }
  const orphans = await inventory.orphansAmong(written);
  await images.removeAll(orphans.filter((key) => !orphansBefore.has(key)));
  return outcomes;
}
