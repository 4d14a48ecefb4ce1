import { setTimeout } from 'node:timers/promises';

import type { Dice } from './dice.js';
import type { Scene } from './scene.js';

/** What the bot says when it is ready. */
const READY = 'Ready';

/**
 * Lets the process live and kills it at a random instant, again and again: also while it starts.
 */
export async function killAgainAndAgain(scene: Scene, dice: Dice, kills: number): Promise<void> {
  const [seat] = scene.seats;
  if (seat === undefined) return;
  for (let n = 0; n < kills; n += 1) {
    const diesYoung = dice.next() < 0.25;
    const lifeMs = dice.below(diesYoung ? 900 : 2_500);
    seat.start();
    if (!diesYoung) await seat.logged(READY);
    await setTimeout(lifeMs);
    await scene.kill(seat);
  }
}
