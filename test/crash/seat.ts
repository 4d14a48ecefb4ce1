import { setTimeout } from 'node:timers/promises';

import { BotProcess, type BotProcessOptions } from '../../src/playground/walk/bot-process.js';

/** How long a supervisor waits before it starts anew what has ended by itself. */
const RESTART_AFTER_MS = 500;

/** Longer than any lease, on a machine that has other work. */
const PATIENCE_MS = 180_000;

/** An end that nobody asked for. */
export interface OwnEnd {
  readonly seat: string;
  readonly atMs: number;
  readonly code: number | null;
  /** The last of what the process wrote. */
  readonly said: string;
}

/** The place of one bot process, which a supervisor starts anew when it ends by itself. */
export class Seat {
  /** What each process wrote that has ended. */
  readonly outputs: string[] = [];
  readonly ownEnds: OwnEnd[] = [];
  private bot: BotProcess | null = null;
  private isWanted = false;

  /** @param starting is called with each start of a process, and tells how it is started. */
  constructor(
    readonly name: string,
    private readonly starting: () => BotProcessOptions,
  ) {}

  /** Whether a process is there, ready or not. */
  get isTaken(): boolean {
    return this.bot !== null;
  }

  /** Starts a process unless there is one, and waits for nothing. */
  start(): void {
    this.isWanted = true;
    if (this.bot !== null) return;
    const bot = BotProcess.spawn(this.starting());
    this.bot = bot;
    void bot.ended().then((code) => this.leave(bot, code));
  }

  /** Resolves when the process of now, or one after it, has written this. */
  async logged(msg: string): Promise<void> {
    const untilMs = Date.now() + PATIENCE_MS;
    const line = `"msg":"${msg}"`;
    for (;;) {
      const said = this.bot?.output ?? '';
      if (said.includes(line)) return;
      if (Date.now() > untilMs)
        throw new Error(`${this.name} did not write "${msg}":\n${said.slice(-10_000)}`);
      await setTimeout(RESTART_AFTER_MS);
    }
  }

  /** Kills the process, if there is one. */
  async kill(): Promise<void> {
    await this.take()?.kill();
  }

  /** Stops the process as an operator does, if there is one. */
  async stop(): Promise<void> {
    await this.take()?.stop();
  }

  /** The process, which nobody starts anew when it ends. */
  private take(): BotProcess | null {
    const { bot } = this;
    this.isWanted = false;
    this.bot = null;
    return bot;
  }

  private async leave(bot: BotProcess, code: number | null): Promise<void> {
    this.outputs.push(bot.output);
    if (this.bot !== bot) return;
    this.bot = null;
    const said = bot.output.slice(-1_000);
    this.ownEnds.push({ seat: this.name, atMs: Date.now(), code, said });
    await setTimeout(RESTART_AFTER_MS);
    if (this.isWanted) this.start();
  }
}
