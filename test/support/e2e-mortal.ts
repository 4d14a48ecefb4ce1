import path from 'node:path';

import { spawnBot, type E2eWorld } from './e2e-world.js';

const HOOK = path.resolve('test/support/die-at.cjs');

/** Starts the bot, which dies as soon as it touches something with this text. */
export function startMortal(world: E2eWorld, deadly: string) {
  const env = { ...world.env, NODE_OPTIONS: `--require ${HOOK}`, DIE_AT: deadly };
  return spawnBot({ env, cwd: world.cwd });
}

/** The bot dies over what `act` asks for, and over its repetition in the next life. */
export async function diesTwice(world: E2eWorld, deadly: string, act: () => Promise<unknown>) {
  await world.bot.kill();
  const first = startMortal(world, deadly);
  await first.ready();
  // Nobody answers a click of which the bot dies.
  void act();
  await first.ended();
  await startMortal(world, deadly).ended();
}

/** The bot of the third life, where the deadly thing would still be deadly. */
export async function thirdLife(world: E2eWorld, deadly: string) {
  const bot = startMortal(world, deadly);
  await bot.ready();
  await bot.logged('Processes died over this; it is given up');
  return bot;
}
