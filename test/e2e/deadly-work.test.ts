import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview, restyle, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { spawnBot, type E2eWorld } from '../support/e2e-world.js';
import { solid } from '../support/pictures.js';

const HOOK = path.resolve('test/support/die-at.cjs');

/** Starts the bot, which dies as soon as it touches something with this text. */
function startMortal(world: E2eWorld, deadly: string) {
  const env = { ...world.env, NODE_OPTIONS: `--require ${HOOK}`, DIE_AT: deadly };
  return spawnBot({ env, cwd: world.cwd });
}

/** The bot dies over what `act` asks for, and over its repetition in the next life. */
async function diesTwice(world: E2eWorld, deadly: string, act: () => Promise<unknown>) {
  await world.bot.kill();
  const first = startMortal(world, deadly);
  await first.ready();
  // Nobody answers a click of which the bot dies.
  void act();
  await first.ended();
  await startMortal(world, deadly).ended();
}

/** The bot of the third life, where the deadly thing would still be deadly. */
async function thirdLife(world: E2eWorld, deadly: string) {
  const bot = startMortal(world, deadly);
  await bot.ready();
  await bot.logged('Processes died over this; it is given up');
  return bot;
}

it('a message that two processes died over is answered with a sentence, and not opened again', async () => {
  const { world, sandbox } = await startWithGemini();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const files = [{ name: 'deadly.png', bytes: await solid([9, 9, 9], 8, 8).png().toBuffer() }];
  let message: SeenMessage | undefined;
  await diesTwice(world, 'deadly.png', async () => {
    message = await ann.mention('make it blue', { files });
  });
  await thirdLife(world, 'deadly.png');
  const told = await ann.nextReply(message!);
  expect(told.content).toContain('I could not read this message');
  expect((await preview(ben, 'a dog')).title).toBe('Your request');
});

it('a generation that two processes died over fails with a sentence, and is not run again', async () => {
  const { world, sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  const deadly = ':generateContent';
  await diesTwice(world, deadly, () => ann.click(card, 'Process Prompt'));
  const bot = await thirdLife(world, deadly);
  await card.changed(() =>
    card.fields.some(({ value }) => value.startsWith('I broke off again and again')),
  );
  expect(card.button('Try again').disabled).toBe(false);
  expect(gemini.requests).toEqual([]);
  expect(bot.hasEnded).toBe(false);
});

it('a click that two processes died over is not carried out again, and other clicks are', async () => {
  const { world, sandbox } = await startWithGemini();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const card = await result(ann, 'a cat');
  const first = card.pictureName ?? '';
  await restyle(ann, card, 'Sketch');
  await diesTwice(world, first, () => ann.click(card, '⬅️'));
  const bot = await thirdLife(world, first);
  expect((await preview(ben, 'a dog')).title).toBe('Your request');
  expect(bot.hasEnded).toBe(false);
});
