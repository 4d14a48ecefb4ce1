import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import type { BotProcess } from './walk/bot-process.js';
import type { BotLog } from './bot-log.js';
import { PlaygroundError } from './playground-error.js';
import type { BotState, BotStatus } from './protocol.js';

/** How long a killed bot stays down, so that people can see it. */
const RESTART_DELAY_MS = 2_000;
/** The time limit of the final stop; the bot itself gives running answers ten seconds. */
const STOP_TIMEOUT_MS = 12_000;

/** What follows when the process ends; `nothing` means that nobody requested the end. */
type Intent = 'nothing' | 'stop' | 'restart' | 'kill';

type ProcessState = Omit<BotState, 'online' | 'onlineAt' | 'hasSmallBudget'>;

/** Starts, stops, restarts and kills the bot's process, and reports its state. */
export class BotSupervisor extends EventEmitter<{ state: [ProcessState] }> {
  #bot: BotProcess | undefined;
  #intent: Intent = 'nothing';
  #restartTimer: NodeJS.Timeout | undefined;
  #state: ProcessState = {
    status: 'stopped',
    since: Date.now(),
    pid: null,
    memoryBytes: null,
    exitCode: null,
    startsAgainAt: null,
    backAfterKillMs: null,
  };

  /** @param launch starts a process and passes its lines to the given function */
  constructor(
    readonly log: BotLog,
    private readonly launch: (onLine: (line: string) => void) => BotProcess,
  ) {
    super();
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** Starts the bot. Throws 409 when it is running. */
  start(): void {
    if (this.#bot) throw new PlaygroundError(409, 'running', 'The bot is running already.');
    clearTimeout(this.#restartTimer);
    this.#intent = 'nothing';
    const bot = this.launch((line) => this.#take(line));
    this.#bot = bot;
    this.#become('starting', { pid: bot.pid, exitCode: null });
    void this.#watch(bot);
  }

  /** Asks the bot to stop; it stays stopped. Throws 409 when it is not running. */
  stop(): void {
    if (this.#bot) return this.#ask(this.#bot, 'stop');
    if (this.#state.startsAgainAt === null) throw notRunning();
    clearTimeout(this.#restartTimer);
    this.#become('stopped');
  }

  /** Asks the bot to stop and starts it again. Starts it when it is not running. */
  restart(): void {
    if (this.#bot) this.#ask(this.#bot, 'restart');
    else this.start();
  }

  /** Kills the bot, which restarts after two seconds. Throws 409 when it is not running. */
  kill(): void {
    if (!this.#bot) throw notRunning();
    this.#intent = 'kill';
    this.#bot.signal('SIGKILL');
  }

  /** Stores the memory use of the process with that id; ignores other processes. */
  noteMemory(pid: number, memoryBytes: number): void {
    const isNews = this.#bot?.pid === pid && this.#state.memoryBytes !== memoryBytes;
    if (isNews) this.#set({ memoryBytes });
  }

  /** Ends the bot for good: with a signal, and after the time limit by force. */
  async end(): Promise<void> {
    clearTimeout(this.#restartTimer);
    const bot = this.#bot;
    if (!bot) return;
    this.#ask(bot, 'stop');
    const timeout = new AbortController();
    const force = async (): Promise<void> => {
      await delay(STOP_TIMEOUT_MS, undefined, { signal: timeout.signal });
      bot.signal('SIGKILL');
    };
    const forced = force().catch(() => undefined);
    await bot.ended();
    timeout.abort();
    await forced;
  }

  #ask(bot: BotProcess, intent: 'stop' | 'restart'): void {
    this.#intent = intent;
    // A second signal would end it at once and interrupt its remaining work.
    if (this.#state.status === 'stopping') return;
    this.#become('stopping');
    bot.signal('SIGTERM');
  }

  #take(text: string): void {
    const line = this.log.take(text);
    if (line.text === 'Ready' && this.#state.status === 'starting') {
      const startMs = Date.now() - this.#state.since;
      this.#become('ready', { backAfterKillMs: RESTART_DELAY_MS + startMs });
    }
  }

  async #watch(bot: BotProcess): Promise<void> {
    let exitCode: number | null = null;
    try {
      exitCode = await bot.ended();
    } catch (error) {
      this.log.take(`The bot could not be started: ${String(error)}`);
    }
    this.#bot = undefined;
    const gone = { pid: null, memoryBytes: null, exitCode };
    switch (this.#intent) {
      case 'nothing':
        return this.#become('crashed', gone);
      case 'stop':
        return this.#become('stopped', gone);
      case 'restart':
        this.#set(gone);
        return this.start();
      case 'kill':
        this.#restartTimer = setTimeout(() => this.start(), RESTART_DELAY_MS);
        this.#become('killed', { ...gone, startsAgainAt: Date.now() + RESTART_DELAY_MS });
    }
  }

  #become(status: BotStatus, more: Partial<ProcessState> = {}): void {
    this.#set({ startsAgainAt: null, ...more, status, since: Date.now() });
  }

  #set(change: Partial<ProcessState>): void {
    this.#state = { ...this.#state, ...change };
    this.emit('state', this.#state);
  }
}

function notRunning(): PlaygroundError {
  return new PlaygroundError(409, 'not_running', 'The bot is not running.');
}
