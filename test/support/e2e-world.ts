import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach } from '@jest/globals';

import { BotProcess, type BotProcessOptions } from '../../src/playground/walk/bot-process.js';
import { Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';

/** Ends what a test has started, newest first. */
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** How a test's world differs from the usual one: offline model, everything logged. */
export interface E2eOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly sandbox?: SandboxOptions;
  readonly through?: BotProcessOptions['through'];
}

/** A sandbox and the built bot in it, ended after the test. */
export class E2eWorld {
  private current: BotProcess | null = null;

  private constructor(
    readonly sandbox: Sandbox,
    /** Where the bot runs, apart from any `.env` of the person who tests. */
    readonly cwd: string,
    private readonly options: E2eOptions,
  ) {}

  /** Starts both, and waits until the bot is ready. */
  static async start(options: E2eOptions = {}): Promise<E2eWorld> {
    const world = await E2eWorld.withoutBot(options);
    await world.startBot();
    return world;
  }

  /** Starts the sandbox alone. */
  static async withoutBot(options: E2eOptions = {}): Promise<E2eWorld> {
    const cwd = await temporaryDirectory();
    const sandbox = await Sandbox.start(options.sandbox);
    const world = new E2eWorld(sandbox, cwd, options);
    endings.push(async () => {
      await world.current?.kill();
      await sandbox.stop();
    });
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
      ...this.options.env,
    };
  }

  async startBot(): Promise<BotProcess> {
    const { cwd, env } = this;
    const { through = [] } = this.options;
    this.current = await BotProcess.start({ env, through, cwd });
    return this.current;
  }

  /** Kills the bot as a power cut would, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.bot.kill();
    await this.startBot();
  }
}

/** A directory of the test's own, removed after it. */
export async function temporaryDirectory(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'nanobanana-e2e-'));
  // A process that was just killed may leave a file behind a moment later.
  endings.push(() => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return dir;
}

/** Ends `resource` after the test. */
export function endAfterTest(end: () => Promise<unknown>): void {
  endings.push(end);
}
