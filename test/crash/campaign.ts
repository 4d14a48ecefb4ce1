import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import sharp from 'sharp';

import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { Dice } from './dice.js';
import { checkAll, type Finding } from './checker.js';
import { Killer } from './killer.js';
import { PersonAtWork } from './person-at-work.js';
import { ScriptedModel } from './scripted-model.js';

/** What a campaign is run with. */
export interface CampaignOptions {
  readonly kills: number;
  readonly seed: number;
}

export interface CampaignResult {
  readonly findings: readonly Finding[];
  /** JSON lines, the processes one after the other. */
  readonly log: string;
}

/** What the bot says when nothing is left to do of what was missed. */
const MADE_UP = 'Made up for what was missed';

/** Each works in a channel of their own, two of them in the same server. */
const PEOPLE = [
  ['ann', 'general'],
  ['ben', 'pictures'],
  ['cleo', 'lobby'],
  ['ann', 'kittens'],
] as const;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * People use the bot while it is killed at random instants. Gives what an independent look at
 * Discord, the model, the rows and the files has found, and what all the processes wrote.
 */
export async function runCampaign({ kills, seed }: CampaignOptions): Promise<CampaignResult> {
  const dice = new Dice(seed);
  const dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'nanobanana-crash-')), 'bot_data');
  const sandbox = await Sandbox.start();
  // A click that Discord does not repeat is lost, whatever the bot does.
  sandbox.faults.replaysAcknowledged = true;
  const model = await ScriptedModel.start(dice.fork());
  const env = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    GOOGLE_API_KEY: 'a-key-for-nothing',
    GOOGLE_GEMINI_BASE_URL: model.server.url,
    BOT_DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
  };
  const photo = await sharp({
    create: { width: 64, height: 48, channels: 3, background: '#f5c400' },
  })
    .png()
    .toBuffer();
  const people = PEOPLE.map(
    ([name, channel]) => new PersonAtWork(sandbox.user(name), channel, dice.fork(), photo),
  );
  let interruptedCalls = 0;
  const options = { env, cwd: path.dirname(dataDir), endsWithStarter: true };
  const killer = new Killer(options, dice.fork(), () => {
    interruptedCalls += model.open;
    // Each kill costs a start, and the bot slows down when half of them are used.
    sandbox.starts.leave(1_000, DAY_MS);
  });
  try {
    // What is said before a bot's first start is not meant for it.
    await (await BotProcess.start(options)).kill();
    let isOver = false;
    const working = Promise.all(people.map((person) => person.work(() => isOver)));
    await killer.run(kills);
    isOver = true;
    const last = await BotProcess.start(options);
    await working;
    await last.logged(MADE_UP);
    // A graceful stop and one more start finish whatever a late click has begun.
    await last.stop();
    const afterwards = await BotProcess.start(options);
    await afterwards.logged(MADE_UP);
    await afterwards.stop();
    const evidence = { sandbox, model, people, killer, interruptedCalls, dataDir };
    const log = [...killer.outputs, last.output].join('--- killed ---\n');
    return { findings: await checkAll(evidence), log };
  } finally {
    await model.server.stop();
    await sandbox.stop();
    await rm(path.dirname(dataDir), { recursive: true, force: true });
  }
}
