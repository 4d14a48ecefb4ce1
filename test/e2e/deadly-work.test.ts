import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { diesTwice, thirdLife } from '../support/e2e-mortal.js';
import { solid } from '../support/pictures.js';
import { CONFIRMATION, failureOn, statusOf } from '../support/e2e-card-look.js';

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
  expect(statusOf(await preview(ben, 'a dog'))).toBe(CONFIRMATION);
});

it('a generation that two processes died over fails with a sentence, and is not run again', async () => {
  const { world, sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  const deadly = ':generateContent';
  await diesTwice(world, deadly, () => ann.click(card, 'Process Prompt'));
  const bot = await thirdLife(world, deadly);
  expect(await failureOn(card)).toMatch(/^I was interrupted again and again/);
  expect(card.button('Try again').disabled).toBe(false);
  expect(gemini.requests).toEqual([]);
  expect(bot.hasEnded).toBe(false);
});
