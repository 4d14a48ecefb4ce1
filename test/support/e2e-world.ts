import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { BotProcess, type BotProcessOptions } from '../../src/playground/walk/bot-process.js';
import { Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { endAfterTest, type Ending } from './endings.js';
import { NO_LIMITS } from './no-limits.js';

/** How a test's world differs from the usual one: offline model, everything logged. */
export interface E2eOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly sandbox?: SandboxOptions;
  readonly through?: BotProcessOptions['through'];
}

/** A sandbox and the built bot in it. */
export class E2eWorld {
  private current: BotProcess | null = null;

  private constructor(
    readonly sandbox: Sandbox,
    /** Where the bot runs, apart from any `.env` of the person who tests. */
    readonly cwd: string,
    private readonly options: E2eOptions,
  ) {}

  /** Starts both for one test, and waits until the bot is ready. */
  static async start(options: E2eOptions = {}): Promise<E2eWorld> {
    const world = await E2eWorld.withoutBot(options);
    await world.startBot();
    return world;
  }

  /** Starts the sandbox alone, for one test unless told when everything ends. */
  static async withoutBot(
    options: E2eOptions = {},
    endLater: (end: Ending) => void = endAfterTest,
  ): Promise<E2eWorld> {
    const cwd = await temporaryDirectory(endLater);
    const sandbox = await Sandbox.start({ patient: true, ...options.sandbox });
    endLater(() => sandbox.stop());
    const world = new E2eWorld(sandbox, cwd, options);
    endLater(async () => world.current?.kill());
    return world;
  }

  get dataDir(): string {
    return path.join(this.cwd, 'bot_data');
  }

  get bot(): BotProcess {
    if (this.current === null) throw new Error('The bot of this world was not started.');
    return this.current;
  }

  /** The bot's environment. */
  get env(): Record<string, string> {
    return {
      DISCORD_TOKEN: this.sandbox.token,
      DISCORD_API_URL: this.sandbox.apiUrl,
      IMAGE_MODEL: 'offline',
      BOT_DATA_DIR: this.dataDir,
      LOG_LEVEL: 'debug',
      ...NO_LIMITS,
      // Tests of who may use a card say so themselves.
      CARD_USE: 'everyone',
      ...this.options.env,
    };
  }

  /** @param more variables that differ from those of the world. */
  async startBot(more: Readonly<Record<string, string>> = {}): Promise<BotProcess> {
    const { cwd } = this;
    const env = { ...this.env, ...more };
    const { through = [] } = this.options;
    this.current = BotProcess.spawn({ env, through, cwd, endsWithStarter: true });
    await this.current.ready();
    return this.current;
  }

  /** Kills the bot as a power cut would, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.bot.kill();
    await this.startBot();
  }

  /** Forgets what the bot has written so far; one that has ended is started again. */
  async freshen(): Promise<void> {
    if (this.bot.hasEnded) await this.startBot();
    this.bot.log.splice(0);
    this.bot.output = '';
  }
}

/** A directory of the test's own, removed after it unless told when. */
export async function temporaryDirectory(endLater = endAfterTest): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-e2e-'));
  // A process that was just killed may leave a file behind a moment later.
  endLater(() => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return dir;
}

/** Starts a bot beside that of a world, and waits for nothing; it is killed after the test. */
export function spawnBot(options: BotProcessOptions): BotProcess {
  const bot = BotProcess.spawn({ ...options, endsWithStarter: true });
  endAfterTest(() => bot.kill());
  return bot;
}

/** Starts the bot, waits until it has ended, and gives its exit code and what it wrote. */
export async function runToEnd(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const bot = spawnBot({ env, cwd: await temporaryDirectory() });
  const code = await bot.ended();
  return { code, output: bot.output };
}
