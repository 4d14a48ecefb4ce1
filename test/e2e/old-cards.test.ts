import { expect, it } from '@jest/globals';

import { SandboxClock } from '../../src/sandbox/clock.js';
import { defaultWorld } from '../../src/sandbox/world/default-world.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { finished, preview } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const EDIT = { method: 'PATCH', route: '/channels/:id/messages/:id' };

it('a new card and every click are answered while Discord lets nobody edit old cards of the channel', async () => {
  const world = defaultWorld(new SandboxClock(-TWO_HOURS_MS));
  const { sandbox, bot } = await E2eWorld.start({ sandbox: { world } });
  const [ann, ben, cleo] = ['ann', 'ben', 'cleo'].map((name) => sandbox.user(name));
  const old = [await preview(ann!, 'a cat'), await preview(ben!, 'a dog')];
  sandbox.clock.advance(TWO_HOURS_MS);
  sandbox.writeLimits.oldEdits = { limit: 0, windowMs: 10 * 60_000 };

  const refused = sandbox.requests.next(EDIT);
  await Promise.all([ann!.click(old[0]!, 'Process Prompt'), ben!.click(old[1]!, 'Process Prompt')]);
  expect((await refused).status).toBe(429);
  const card = await preview(cleo!, 'a bird');
  await cleo!.click(card, 'Process Prompt');
  await finished(card);

  for (const [n, person] of [ann!, ben!].entries()) {
    const id = interactionIdOf(old[n]!);
    await bot.logged('Generation produced a picture', (line) => line['interactionId'] === id);
    await person.click(old[n]!, 'Cancel');
    expect(old[n]!.title).toBe('Output 1 of 1');
  }
});
