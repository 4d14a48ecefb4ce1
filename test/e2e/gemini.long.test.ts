import { expect, it } from '@jest/globals';

import { finished, preview, result } from '../support/e2e-cards.js';
import { expectNoSecrets, shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { storedPictures } from '../support/e2e-storage.js';
import { picture } from '../support/gemini-answers.js';
import { bigPng, meanDifference } from '../support/pictures.js';
import { placeOf, statusOf } from '../support/e2e-card-look.js';

const MIB = 1024 * 1024;

const room = shareGeminiWorld();

it('a picture of more than 10 MiB is delivered re-encoded to fit, and stored as it came', async () => {
  const { world, gemini, ann } = room();
  const bytes = await bigPng();
  expect(bytes.length).toBeGreaterThan(10 * MIB);
  gemini.script(picture(bytes));
  const card = await result(ann, 'noise');
  const shown = Buffer.from(await card.picture());
  expect(shown.length).toBeLessThanOrEqual(10 * MIB);
  expect(await meanDifference(shown, bytes)).toBeLessThan(10);
  expect((await storedPictures(world, card, 'output_images', 'generated_'))[0]?.equals(bytes)).toBe(
    true,
  );
  expect((await storedPictures(world, card, 'output_images', 'delivery_'))[0]?.equals(shown)).toBe(
    true,
  );
});

it('a SIGTERM during a model call ends the process in good order, and the next start makes the picture', async () => {
  const all = await startWithGemini({ SHUTDOWN_GRACE_SECONDS: '1' });
  const { gemini, sandbox, world } = all;
  const stopped = world.bot;
  const card = await preview(sandbox.user('ann'), 'a cat');
  gemini.script({ kind: 'hang' });
  await sandbox.user('ann').click(card, 'Process Prompt');
  await gemini.received(1);
  const startedMs = Date.now();
  expect(await stopped.stop()).toBe(0);
  // Sooner than with the usual grace.
  expect(Date.now() - startedMs).toBeLessThan(25_000);
  expect(stopped.log.at(-1)?.msg).toBe('Stopped');
  expect(statusOf(card)).toMatch(/^🍌 Making/);

  await world.startBot();
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(gemini.requests).toHaveLength(2);
  expectNoSecrets(all, stopped, world.bot);
});
