import { expect, it } from '@jest/globals';

import { restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { walkWhileLocked } from '../support/e2e-locked.js';

const room = shareGeminiWorld();

it('a click while another process has the database locked is deferred, and done as soon as the lock is gone', async () => {
  const { world, ann } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  const database = await E2eDatabase.open(world);
  expect([...(await walkWhileLocked(database, ann, card, '1 of 2'))]).toEqual(['deferredUpdate']);
  for (const { content } of ann.ephemerals) expect(content).toContain('the storage is busy');
});
