import pidusage from 'pidusage';

import type { BotSupervisor } from './bot-supervisor.js';
import type { EventStreams } from './event-streams.js';

/** How often the bot's memory is looked at while somebody looks. */
const INTERVAL_MS = 2_000;

/** Notes the resident memory of the bot's process every two seconds, while a page is open. */
export class MemorySampler {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bot: BotSupervisor,
    private readonly streams: EventStreams,
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => void this.#sample(), INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #sample(): Promise<void> {
    const { pid } = this.bot.state;
    if (pid === null || this.streams.count === 0) return;
    try {
      const { memory } = await pidusage(pid);
      this.bot.noteMemory(pid, memory);
    } catch {
      // The process ended while it was looked at; its end is told by the supervisor.
    }
  }
}
