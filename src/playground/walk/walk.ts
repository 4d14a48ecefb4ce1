import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Person } from '../../sandbox/client/person.js';
import type { SeenMessage } from '../../sandbox/client/seen-message.js';
import { lake } from '../photos/lake.js';
import { painted } from '../photos/paint.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { BotProcess } from './bot-process.js';
import { WalkLog } from './walk-log.js';

/** A picture by Gemini can take minutes. */
const PICTURE_TIMEOUT_MS = 300_000;

/** The variables of this process's environment that the bot needs to use Gemini. */
const GEMINI_VARIABLES = [
  'GOOGLE_API_KEY',
  'GEMINI_API_KEY',
  'GEMINI_MODEL',
  'GOOGLE_GEMINI_BASE_URL',
] as const;

/** The demonstration: people use the real bot in the sandbox, and it is killed meanwhile. */
class Walk {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly log: WalkLog,
    private readonly env: Readonly<Record<string, string>>,
    private bot: BotProcess,
  ) {}

  async run(): Promise<void> {
    const [ann, ben] = [this.sandbox.user('ann'), this.sandbox.user('ben')];
    const annsCard = await this.annMakesPictures(ann);
    const bensCard = await this.benAsksInTheOtherServer(ben);
    await this.killAndRestart();
    await this.annGoesOn(ann, annsCard);
    await this.benGoesOn(ben, bensCard);
    this.log.step('The operator stops the bot (SIGTERM)');
    this.log.say(`    it ended with exit code ${await this.bot.stop()}`);
  }

  async end(): Promise<void> {
    await this.bot.kill();
  }

  private async annMakesPictures(ann: Person): Promise<SeenMessage> {
    this.log.step('Ann mentions the bot with a photo and "a quiet evening by the lake"');
    const files = [{ name: 'lake.png', bytes: painted(lake) }];
    const message = await ann.mention('a quiet evening by the lake', { files });
    const card = await ann.nextReply(message);
    await this.log.card(card);
    await this.make('Ann presses Process Prompt', card, () => ann.click(card, 'Process Prompt'));
    await this.make('Ann applies Watercolor', card, () => ann.select(card, 'Watercolor'));
    await this.make('Ann applies Stained Glass', card, () => ann.select(card, 'Stained Glass'));
    for (const button of ['⬅️', '⬅️', '➡️']) {
      await this.show(`Ann presses ${button}`, card, () => ann.click(card, button));
    }
    await this.editPrompt(ann, card, 'the same lake on a winter morning');
    return card;
  }

  private async benAsksInTheOtherServer(ben: Person): Promise<SeenMessage> {
    this.log.step('Ben, without a picture, mentions it with "a fox in the snow"');
    const message = await ben.mention('a fox in the snow', { channel: 'pictures' });
    const card = await ben.nextReply(message);
    await this.make('Ben applies Paper Cut', card, () => ben.select(card, 'Paper Cut'));
    return card;
  }

  private async killAndRestart(): Promise<void> {
    this.log.step('The bot is killed (SIGKILL) and started again');
    await this.bot.kill();
    const startedMs = Date.now();
    this.bot = await BotProcess.start({ env: this.env });
    this.log.say(`    ready again after ${Date.now() - startedMs} ms`);
  }

  private async annGoesOn(ann: Person, card: SeenMessage): Promise<void> {
    await this.show('Ann presses ⬅️ on her old card', card, () => ann.click(card, '⬅️'));
    await this.make('Ann presses Process Prompt there', card, () =>
      ann.click(card, 'Process Prompt'),
    );
    await this.make('Ann applies Pixel Art there', card, () => ann.select(card, 'Pixel Art'));
  }

  private async benGoesOn(ben: Person, card: SeenMessage): Promise<void> {
    await this.editPrompt(ben, card, 'a fox in the snow, at night');
    await this.make('Ben presses Process Prompt on his old card', card, () =>
      ben.click(card, 'Process Prompt'),
    );
    await this.show('Ben presses ⬅️', card, () => ben.click(card, '⬅️'));
  }

  private async editPrompt(person: Person, card: SeenMessage, prompt: string): Promise<void> {
    const modal = await person.openModal(card, 'Edit Prompt');
    const before = modal.inputs[0]?.value ?? '';
    const name = person.user.globalName ?? person.user.username;
    await this.show(`${name} edits the prompt: "${before}" becomes "${prompt}"`, card, () =>
      modal.submit({ prompt }),
    );
  }

  private async show(
    text: string,
    card: SeenMessage,
    action: () => Promise<unknown>,
  ): Promise<void> {
    this.log.step(text);
    await action();
    await this.log.card(card);
  }

  private async make(
    text: string,
    card: SeenMessage,
    action: () => Promise<unknown>,
  ): Promise<void> {
    const before = card.pictureName;
    await this.show(text, card, async () => {
      await action();
      const isOver = () =>
        card.pictureName !== before || (card.description?.includes(FAILURE) ?? false);
      await card.changed(isOver, { timeoutMs: PICTURE_TIMEOUT_MS });
    });
  }
}

/** What a card says where there is no picture. */
const FAILURE = '⚠️ No picture this time';

/**
 * Runs the walk on the terminal: people use the bot, it is killed, and it continues.
 *
 * @param outDir where this run creates a folder for its pictures and the bot's data
 */
export async function walkThrough(outDir: string): Promise<void> {
  const dir = path.resolve(outDir, new Date().toISOString().replaceAll(/[:.]/g, '-'));
  const picturesDir = path.join(dir, 'pictures');
  await mkdir(picturesDir, { recursive: true });
  const log = new WalkLog(picturesDir);
  const sandbox = await Sandbox.start({ patient: true });
  const env = botEnvironment(sandbox, path.join(dir, 'bot_data'));
  log.say(`A stand-in for Discord runs at ${sandbox.origin}; the bot uses ${modelText(env)}.`);
  const walk = new Walk(sandbox, log, env, await BotProcess.start({ env }));
  try {
    await walk.run();
  } finally {
    await walk.end();
    await sandbox.stop();
  }
  log.say(`\nAll pictures are in ${picturesDir}`);
}

function botEnvironment(sandbox: Sandbox, dataDir: string): Record<string, string> {
  const given = GEMINI_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  const hasKey = given.some(([name]) => name.endsWith('API_KEY'));
  return {
    ...Object.fromEntries(given),
    IMAGE_MODEL: hasKey ? 'gemini' : 'offline',
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    BOT_DATA_DIR: dataDir,
    // It presses faster than people do, on a disk of any size.
    REQUESTS_PER_PERSON_PER_MINUTE: '0',
    MIN_FREE_DISK: '0',
  };
}

function modelText(env: Readonly<Record<string, string>>): string {
  return env['IMAGE_MODEL'] === 'gemini' ? 'Gemini' : 'Offline sketch (no GOOGLE_API_KEY is set)';
}
