import { expect, it } from '@jest/globals';

import { finished, preview } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { rateLimited, type GeminiAnswer } from '../support/gemini-answers.js';
import { cancelledBy, statusOf } from '../support/e2e-card-look.js';

const HANGS: GeminiAnswer = { kind: 'hang' };

const room = shareGeminiWorld();

it('Cancel is there after a restart, for a generation that was taken up again', async () => {
  const { world, gemini, ann } = room();
  const card = await preview(ann, 'one');
  gemini.always(HANGS);
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  await world.killAndRestart();
  await gemini.received(2);
  await ann.click(card, 'Cancel');
  expect(statusOf(card)).toBe(cancelledBy(ann));
  gemini.always(undefined);
  await ann.click(card, 'Process Prompt');
  await finished(card);
});

it('a model that is overloaded is asked again when it says, and the card tells when', async () => {
  const { gemini, ann } = room();
  const card = await preview(ann, 'a cat');
  gemini.script(rateLimited({ retryDelay: '15s' }));
  await ann.click(card, 'Process Prompt');
  await card.changed(() => statusOf(card)?.includes('again') ?? false);
  expect(statusOf(card)).toMatch(
    /^(?:🔁 The image model gets too many requests\. Trying again|⏳ The image model is not answering; I ask it again) <t:\d+:R>/,
  );
  expect(card.button('Cancel').disabled).toBe(false);
  await finished(card);
  expect(gemini.requests).toHaveLength(2);
});

it('a model that is overloaded is asked again after a restart, and no sooner', async () => {
  const { world, gemini, ann } = room();
  const card = await preview(ann, 'a cat');
  gemini.script(rateLimited({ retryDelay: '4s' }));
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  const askedMs = Date.now();
  await world.bot.logged('Generation will be retried later');
  await world.killAndRestart();
  await finished(card);
  expect(Date.now() - askedMs).toBeGreaterThanOrEqual(4_000);
  expect(gemini.requests).toHaveLength(2);
});
