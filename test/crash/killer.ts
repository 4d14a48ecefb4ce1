import { setTimeout } from 'node:timers/promises';

import { BotProcess, type BotProcessOptions } from '../../src/playground/walk/bot-process.js';
import type { Dice } from './dice.js';

/** Starts the bot and kills it at a random instant, again and again: also while it starts. */
export class Killer {
  /** When each SIGKILL was sent, in milliseconds since the Unix epoch. */
  readonly killedAtMs: number[] = [];
  /** What each process wrote. */
  readonly outputs: string[] = [];

  constructor(
    private readonly options: BotProcessOptions,
    private readonly dice: Dice,
    private readonly onKill: () => void,
  ) {}

  /** Lets so many processes live and die. */
  async run(kills: number): Promise<void> {
    for (let n = 0; n < kills; n += 1) await this.liveAndDie();
  }

  private async liveAndDie(): Promise<void> {
    const diesYoung = this.dice.next() < 0.25;
    const lifeMs = this.dice.below(diesYoung ? 900 : 1_300);
    const bot = diesYoung ? BotProcess.spawn(this.options) : await BotProcess.start(this.options);
    await setTimeout(lifeMs);
    this.killedAtMs.push(Date.now());
    this.onKill();
    await bot.kill();
    this.outputs.push(bot.output);
  }
}
