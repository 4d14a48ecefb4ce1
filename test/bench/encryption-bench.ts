import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { NO_KEYS, type Keyring } from '../../src/persistence/encryption/keyring.js';
import { openedPicture, sealedPicture } from '../../src/persistence/encryption/sealed-picture.js';
import type { BenchSize } from './bench.js';
import { benchDirectory, startOurs } from './bots.js';
import { clickAtOnce, Clicks, resultCards } from './clicking.js';
import { keyringOf, keyLine, testKey } from '../support/encryption.js';
import { plain, ratio, report } from './report.js';
import { median, timed } from './statistics.js';

const CARDS = 32;
/** Both bots take turns, so that whatever else the machine does meets both. */
const ROUNDS = 20;
const CLICKS_A_ROUND = 80;
const GOAL = 1.2;

const PICTURE_BYTES = 2 * 1024 * 1024;
const PICTURES = 50;

/**
 * What encryption costs: next output, from the click to the edited card, with and without it, and a
 * picture of a usual size. Each bot is a process of its own.
 */
export async function encryptionBench({ isSmall }: BenchSize): Promise<void> {
  const dir = await benchDirectory();
  const key = testKey('bench');
  const file = path.join(dir, 'keys');
  await writeFile(file, keyLine(key));
  const bots = [await startOurs({ env: { ENCRYPTION_KEY_FILE: file } }), await startOurs()];
  const sides = [];
  for (const { sandbox } of bots) {
    const person = sandbox.user('ann');
    const cards = await resultCards(person, isSmall ? 4 : CARDS);
    sides.push({ person, cards, clicks: new Clicks() });
  }
  for (const side of sides) await clickAtOnce(new Clicks(), side, 1, isSmall ? 4 : CLICKS_A_ROUND);
  for (let round = 0; round < (isSmall ? 1 : ROUNDS); round += 1)
    for (const side of sides) await clickAtOnce(side.clicks, side, 1, isSmall ? 4 : CLICKS_A_ROUND);
  const [sealed, open] = sides.map(({ clicks }) => clicks);
  if (!sealed || !open) throw new Error('A bot is missing.');
  const pictures = await pictureTimes(keyringOf(key), isSmall ? 3 : PICTURES);
  report('Encryption at rest', [
    ratio('click on an encrypted card', sealed.latenciesMs, open.latenciesMs, GOAL),
    sealed.figure('  encrypted'),
    sealed.refusalFigure('  refused'),
    open.figure('  as it is'),
    open.refusalFigure('  refused'),
    plain(
      'a picture of 2 MiB, sealed and opened',
      `${median(pictures.sealed).toFixed(1)} ms, its checksum alone ${median(pictures.plain).toFixed(1)} ms`,
    ),
  ]);
  await Promise.all([...bots.map((bot) => bot.stop()), rm(dir, { recursive: true })]);
}

/** Storing and reading a picture, as far as the program does it, with its checksum. */
async function pictureTimes(keyring: Keyring, count: number) {
  const bytes = Buffer.alloc(PICTURE_BYTES, 'banana');
  const through = (keys: Keyring) =>
    timed(async () => {
      const read = openedPicture(keys, 'key', sealedPicture(keys, 'key', bytes));
      createHash('sha256')
        .update(read ?? '')
        .digest();
    });
  const times: Record<'sealed' | 'plain', number[]> = { sealed: [], plain: [] };
  for (let n = 0; n < count; n += 1) {
    times.sealed.push(await through(keyring));
    times.plain.push(await through(NO_KEYS));
  }
  return times;
}
