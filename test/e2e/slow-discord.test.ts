import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { E2eWorld } from '../support/e2e-world.js';
import { solid } from '../support/pictures.js';

const room = shareWorld();

const HOUR_MS = 60 * 60 * 1000;

it('files of several people that drip hold up nobody else, and are left out of their requests in time', async () => {
  const { sandbox, channel, ann, ben, cleo } = room();
  const others = ['ann', 'ben', 'cleo'].map((name) => sandbox.user(`${name}-9`, channel));
  sandbox.faults.drippingFiles.add('slow.png');
  const bytes = await solid([1, 2, 3], 8, 8).png().toBuffer();
  const files = [{ name: 'slow.png', bytes }];
  const asked = await ann.mention('make it blue', { files });
  for (const person of [cleo, ...others]) await person.mention('make it blue', { files });
  let isAnswered = false;
  const answer = ann.nextReply(asked).finally(() => {
    isAnswered = true;
  });
  await preview(ben, 'a dog', { files: [{ name: 'fast.png', bytes }] });
  expect(isAnswered).toBe(false);
  expect(JSON.stringify((await answer).fields)).toContain('slow.png');
});

it('a stop ends in time while Discord answers nothing', async () => {
  const { sandbox, bot } = await E2eWorld.start({ env: { SHUTDOWN_GRACE_SECONDS: '1' } });
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  sandbox.faults.add({ effect: { kind: 'delay', delayMs: HOUR_MS }, times: Infinity });
  const begun = sandbox.requests.begun({ method: 'POST' });
  void ann.click(card, 'Process Prompt');
  await begun;
  await ann.mention('a dog');
  expect(await bot.stop()).toBe(0);
});
