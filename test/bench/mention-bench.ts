import { rm } from 'node:fs/promises';

import type { Person } from '../../src/sandbox/client/person.js';
import { photo } from '../support/pictures.js';
import { writeBareAnswers } from './bare-answers.js';
import type { BenchSize } from './bench.js';
import { benchDirectory, startBare, startOurs } from './bots.js';
import { resultCards } from './clicking.js';
import { plain, ratio, report } from './report.js';
import { timed } from './statistics.js';

/** Both bots take turns, one mention after the other. */
const ROUNDS = 100;
const WARM_UP = 10;
const GOAL = 2;
/** As phones send pictures to chats. */
const [WIDTH, HEIGHT] = [1600, 1200];

/**
 * A mention with one picture, until its card is there: the bot, which checks, cleans and stores the
 * picture, and a bare discord.js bot that downloads it and posts it again.
 */
export async function mentionBench({ isSmall }: BenchSize): Promise<void> {
  const dir = await benchDirectory();
  const bot = await startOurs();
  const ann = bot.sandbox.user('ann');
  const [card] = await resultCards(ann, 1);
  if (!card) throw new Error('There is no card.');
  const bare = await startBare(await writeBareAnswers(dir, bot.sandbox, ann, card));
  const ben = bare.sandbox.user('ben');

  const bytes = await photo(WIDTH, HEIGHT).jpeg({ quality: 85 }).toBuffer();
  const [oursMs, theirsMs]: [number[], number[]] = [[], []];
  const rounds = isSmall ? 3 : ROUNDS + WARM_UP;
  for (let round = 0; round < rounds; round += 1) {
    const ours = await timed(() => cardFor(ann, bytes));
    const theirs = await timed(() => cardFor(ben, bytes));
    if (!isSmall && round < WARM_UP) continue;
    oursMs.push(ours);
    theirsMs.push(theirs);
  }
  report('Mention with one picture to its card (medians)', [
    ratio('against a bare bot that posts it again', oursMs, theirsMs, GOAL),
    plain('the picture', `${WIDTH}×${HEIGHT}, ${Math.round(bytes.length / 1024)} KiB of JPEG`),
  ]);
  await Promise.all([bot.stop(), bare.stop(), rm(dir, { recursive: true })]);
}

async function cardFor(person: Person, bytes: Uint8Array): Promise<void> {
  const files = [{ name: 'photo.jpg', contentType: 'image/jpeg', bytes }];
  await person.nextReply(await person.mention('make it night', { files }));
}
