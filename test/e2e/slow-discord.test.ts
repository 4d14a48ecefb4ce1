import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';
import { solid } from '../support/pictures.js';

const HOUR_MS = 60 * 60 * 1000;

it('a file that drips holds up nobody else, and is left out of its request in time', async () => {
  const { sandbox } = await E2eWorld.start();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  sandbox.faults.drippingFiles.add('slow.png');
  const files = [{ name: 'slow.png', bytes: await solid([1, 2, 3], 8, 8).png().toBuffer() }];
  const asked = await ann.mention('make it blue', { files });
  for (let n = 0; n < 8; n += 1) await ann.mention('make it blue', { files });
  let isAnswered = false;
  const answer = ann.nextReply(asked).finally(() => {
    isAnswered = true;
  });
  await preview(ben, 'a dog');
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
