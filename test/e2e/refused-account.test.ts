import { expect, it } from '@jest/globals';
import getPort from 'get-port';

import { failureOn } from '../support/e2e-card-look.js';
import { finished, preview } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { until } from '../support/e2e-watching.js';
import { httpError } from '../support/gemini-answers.js';

it('an account without credit costs each person one call, and whoever runs the bot learns it everywhere', async () => {
  const port = await getPort();
  const { world, gemini, sandbox } = await startWithGemini({ HTTP_PORT: String(port) });
  const depleted = httpError(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.', [
    { retryDelay: '60s' },
  ]);
  gemini.always(depleted);
  const cards = await Promise.all(
    ['ann', 'ben'].map(async (name) => {
      const person = sandbox.user(name);
      const card = await preview(person, `a cat of ${name}`);
      await person.click(card, 'Process Prompt');
      return card;
    }),
  );
  for (const card of cards)
    expect(await failureOn(card)).toBe('The operator’s Gemini account has no credit left.');
  expect(gemini.requests).toHaveLength(2);

  await world.bot.logged('The image model refuses the bot; nobody gets a picture');
  const metrics = await until(async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const isCounted = text.includes('nanobanana_generations_total{outcome="model.no_credit"} 2');
    return isCounted ? text : undefined;
  });
  expect(metrics).toContain('nanobanana_generations_total{outcome="model.spending_cap"} 0');
  expect(metrics).toContain('nanobanana_model_available 1');
  const told = await cli(world, ['doctor'], { HTTP_PORT: '0' });
  expect(told.code).toBe(1);
  expect(told.stdout).toMatch(/✘ Last pictures: none since .*no credit left/);

  gemini.always(undefined);
  await sandbox.user('ann').click(cards[0]!, 'Process Prompt');
  await finished(cards[0]!);
  expect((await cli(world, ['doctor'])).stdout).not.toContain('Last pictures');
});
