import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import {
  addGuild,
  addPerson,
  addChannel,
  defaultWorld,
} from '../../src/sandbox/world/default-world.js';
import { picture } from '../support/gemini-answers.js';
import { GeminiServer } from '../support/gemini-server.js';
import { noise } from '../support/pictures.js';
import type { BenchSize } from './bench.js';
import { benchDirectory, residentMegabytes } from './bots.js';
import { atMostMb, report } from './report.js';
import { placeOf } from '../support/e2e-card-look.js';
import { NO_LIMITS } from '../support/no-limits.js';

const OUTCOMES = 150;
/** Of random pixels, which is 3.2 MB as a PNG. */
const PICTURE_SIZE = { width: 1250, height: 1000 };
const GOAL_MB = 300;
/** So many edits fail in the next process before the outage ends. */
const REFUSED_AFTER_RESTART = 12;
const SAMPLE_MS = 50;
/** How long a waiting outcome may take to be shown after the outage. */
const PATIENCE_MS = 300_000;
const OUTAGE = { kind: 'status', status: 500 } as const;

/**
 * The memory of the bot's process while many finished pictures wait for an outage of Discord's
 * edits to end: in the process that made them, and in the next one, until all of them are shown.
 */
export async function outageBench({ isSmall }: BenchSize): Promise<void> {
  const count = isSmall ? 3 : OUTCOMES;
  const [sandbox, gemini, dataDir] = [
    await Sandbox.start({ patient: true, world: worldOf(count) }),
    await GeminiServer.start(),
    await benchDirectory(),
  ];
  const { width, height } = isSmall ? { width: 64, height: 48 } : PICTURE_SIZE;
  const bytes = await noise(width, height).png().toBuffer();
  gemini.always(picture(bytes));
  const env = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    IMAGE_MODEL: 'gemini',
    GOOGLE_API_KEY: 'a-key-of-nobody-0123456789',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    BOT_DATA_DIR: dataDir,
    ...NO_LIMITS,
  };
  const first = await BotProcess.start({ env });
  const cards = await cardsOf(sandbox, count);
  const heal = sandbox.faults.add({ method: 'PATCH', effect: OUTAGE, times: Infinity });
  const waiting = await peakWhile(first, async () => {
    for (const { card, n } of cards) {
      await sandbox.user(`person-${n}`).click(card, 'Process Prompt');
    }
    while (made(first) < count) await setTimeout(SAMPLE_MS);
  });
  await first.kill();
  const second = await BotProcess.start({ env });
  const afterRestart = await peakWhile(second, async () => {
    for (let n = 0; n < REFUSED_AFTER_RESTART; n += 1) {
      await sandbox.requests.next({ method: 'PATCH' });
    }
    heal();
    await Promise.all(
      cards.map(({ card }) =>
        card.changed(() => placeOf(card) === '1 of 1', { timeoutMs: PATIENCE_MS }),
      ),
    );
  });
  await second.kill();
  await Promise.all([sandbox.stop(), gemini.stop()]);
  await rm(dataDir, { recursive: true });
  const size = `${count} pictures of ${(bytes.length / 1e6).toFixed(1)} MB`;
  report('An outage of Discord’s edits', [
    atMostMb(`the most while ${size} wait`, waiting, GOAL_MB),
    atMostMb('the most after a restart, until all are shown', afterRestart, GOAL_MB),
  ]);
}

function worldOf(count: number) {
  const world = defaultWorld(new SandboxClock());
  const people = Array.from({ length: count }, (_, n) => addPerson(world, `person-${n}`));
  const guild = addGuild(world, 'Crowd', [...people, world.user(world.application.id)]);
  addChannel(world, guild, 'crowd');
  return world;
}

async function cardsOf(
  sandbox: Sandbox,
  count: number,
): Promise<{ readonly card: SeenMessage; readonly n: number }[]> {
  const cards = [];
  for (let n = 0; n < count; n += 1) {
    const person = sandbox.user(`person-${n}`, 'crowd');
    const asked = await person.mention(`picture ${n}`);
    cards.push({ card: await person.nextReply(asked, { timeoutMs: PATIENCE_MS }), n });
  }
  return cards;
}

function made({ log }: BotProcess): number {
  return log.filter(({ msg }) => msg === 'Generation produced a picture').length;
}

/**
 * The most memory of the bot's process while something is done, in MB; it must not end meanwhile.
 */
async function peakWhile(bot: BotProcess, work: () => Promise<void>): Promise<number> {
  let most = 0;
  const over = new AbortController();
  const done = work().finally(() => over.abort());
  while (!over.signal.aborted) {
    if (bot.hasEnded)
      throw new Error(`The bot ended at ${most.toFixed(0)} MB:\n${bot.output.slice(-2_000)}`);
    const now = await residentMegabytes(bot.pid).catch(() => 0);
    most = Math.max(most, Number.isNaN(now) ? 0 : now);
    await setTimeout(SAMPLE_MS);
  }
  await done;
  return most;
}
