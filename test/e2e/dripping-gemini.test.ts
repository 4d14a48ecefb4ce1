import path from 'node:path';

import { expect, it } from '@jest/globals';

import { failureOn } from '../support/e2e-card-look.js';
import { finished, preview } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import type { GeminiAnswer } from '../support/gemini-answers.js';

/** One call at a time, so that a slot that is held keeps everybody else waiting. */
const ONE_SLOT = {
  GENERATION_CONCURRENCY: '1',
  NODE_OPTIONS: `--require ${path.resolve('test/support/collect-often.cjs')}`,
};

const DRIPS: [string, GeminiAnswer][] = [
  ['its headers', { kind: 'drip', of: 'headers' }],
  ['its body', { kind: 'drip', of: 'body' }],
];

it.each(DRIPS)(
  'Gemini that drips %s holds its slot until the time limit, and no longer',
  async (_what, drip) => {
    const env = { ...ONE_SLOT, GENERATION_TIMEOUT_SECONDS: '2' };
    const { gemini, sandbox } = await startWithGemini(env);
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const [stuck, other] = [await preview(ann, 'a cat'), await preview(ben, 'a dog')];
    gemini.script(drip);
    await ann.click(stuck, 'Process Prompt');
    await gemini.received(1);
    await ben.click(other, 'Process Prompt');
    expect(await failureOn(stuck)).toContain('did not answer within 2 seconds');
    await gemini.received(2);
  },
);

it.each(DRIPS)(
  'Cancel frees the slot of Gemini that drips %s, and a stop ends at once after its grace',
  async (_what, drip) => {
    const env = { ...ONE_SLOT, SHUTDOWN_GRACE_SECONDS: '0' };
    const { gemini, sandbox, world } = await startWithGemini(env);
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const [stuck, other] = [await preview(ann, 'a cat'), await preview(ben, 'a dog')];
    gemini.script(drip);
    await ann.click(stuck, 'Process Prompt');
    await gemini.received(1);
    await ben.click(other, 'Process Prompt');
    await ann.click(stuck, 'Cancel');
    await finished(other);

    gemini.script(drip);
    await ann.click(stuck, 'Process Prompt');
    await gemini.received(3);
    const stoppedMs = Date.now();
    expect(await world.bot.stop()).toBe(0);
    // Nothing of it waits for the model's own time limit of three minutes.
    expect(Date.now() - stoppedMs).toBeLessThan(30_000);
    expect(world.bot.log.at(-1)?.msg).toBe('Stopped');
  },
);
