import pidusage from 'pidusage';

import type { BotSupervisor } from './bot-supervisor.js';
import type { EventStreams } from './event-streams.js';

/** How often the bot's memory is measured while a page is open. */
const INTERVAL_MS = 2_000;

/** Measures the resident memory of the bot's process every two seconds, while a page is open. */
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
      // The process ended meanwhile; the supervisor reports its end.
    }
  }
}
