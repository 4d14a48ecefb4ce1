import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { startWatched } from '../support/e2e-watching.js';

const HELD_BACK = 'nanobanana_discord_held_back_requests_total';
const INVALID = 'nanobanana_discord_invalid_requests_total{status="429"}';

it('a request that Discord refuses for ever is given up long before Discord bans the bot, which goes on working', async () => {
  const { world, sample } = await startWatched();
  const { sandbox, bot } = world;
  expect([await sample(INVALID), await sample(HELD_BACK)]).toEqual([0, 0]);
  sandbox.faults.add({
    method: 'POST',
    route: '/channels/:id/typing',
    // Without a time to wait for, discord.js asks again at once, and for ever.
    effect: {
      kind: 'status',
      status: 429,
      body: { message: 'Wait', retry_after: 1, global: false },
    },
    times: Infinity,
  });
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  await preview(ann, 'a cat');
  await bot.logged(
    'Discord refuses too many requests, so those that it refused are held back; beyond 10,000 in ten minutes it bans this address',
  );
  await preview(ben, 'a dog');
  expect(await sample(INVALID)).toBe(1_000);
  expect(await sample(HELD_BACK)).toBeGreaterThan(0);
  expect(sandbox.invalid.count).toBe(1_000);
});
