import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { BotProcess } from '../../src/playground/walk/bot-process.js';
import { Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { timed } from './statistics.js';
import { NO_LIMITS } from '../support/no-limits.js';

const BARE_BOT = path.resolve('dist/test/bench/bare-bot.js');

/** A bot that runs in a sandbox of its own. */
export interface BenchedBot {
  readonly sandbox: Sandbox;
  readonly pid: number;
  /** How long it took from the start of the process until the bot said that it is ready. */
  readonly startMs: number;
  readonly stop: () => Promise<void>;
}

/** A new directory of the system's temporary ones. */
export async function benchDirectory(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'nanobanana-bench-'));
}

/**
 * Starts the bot as operators do.
 *
 * @param dataDir where it keeps its data; by default a directory that goes with it.
 */
export async function startOurs({
  dataDir,
  env = {},
  sandbox: options,
}: {
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly sandbox?: SandboxOptions;
} = {}): Promise<BenchedBot & { readonly process: BotProcess }> {
  const dir = dataDir ?? (await benchDirectory());
  const sandbox = await Sandbox.start({ patient: true, ...options });
  const startedMs = performance.now();
  const bot = await BotProcess.start({
    env: {
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      IMAGE_MODEL: 'offline',
      BOT_DATA_DIR: dir,
      ...NO_LIMITS,
      ...env,
    },
  });
  const startMs = performance.now() - startedMs;
  return {
    sandbox,
    pid: bot.pid,
    process: bot,
    startMs,
    stop: async () => {
      await bot.kill();
      await sandbox.stop();
      if (dataDir === undefined) await rm(dir, { recursive: true });
    },
  };
}

/**
 * Starts the bare bot; see `bare-bot.ts`.
 *
 * @param answersFile what it answers with; by default it answers nothing.
 */
export async function startBare(answersFile = ''): Promise<BenchedBot> {
  const sandbox = await Sandbox.start({ patient: true });
  const { PATH = '', HOME = '' } = process.env;
  const { token, apiUrl } = sandbox;
  const child = spawn(process.execPath, [BARE_BOT], {
    env: {
      PATH,
      HOME,
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      BARE_ANSWERS: answersFile,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const startMs = await timed(async () => {
    const isReady = once(createInterface({ input: child.stdout }), 'line');
    const failed = ended.then(() => Promise.reject(new Error('The bare bot ended.')));
    await Promise.race([isReady, failed]);
  });
  return {
    sandbox,
    pid: child.pid ?? 0,
    startMs,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      await sandbox.stop();
    },
  };
}

/** How much memory a process has, in megabytes. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
