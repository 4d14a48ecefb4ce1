import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { request } from './raw-bot.js';

const MESSAGES = { method: 'POST', route: '/channels/:id/messages' } as const;
const MINUTE_MS = 60_000;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  sandbox.faults.bytesPerSecond = 1;
});
afterEach(() => sandbox.stop());

const post = async () => {
  const { id } = sandbox.world.channel('general');
  return request(sandbox, 'POST', `/channels/${id}/messages`, {
    json: { content: 'x'.repeat(99) },
  });
};

it('the body of a request takes as long as the bot’s line needs for it', async () => {
  const begun = sandbox.requests.begun(MESSAGES);
  const answer = post();
  await begun;
  sandbox.clock.advance(MINUTE_MS);
  expect(sandbox.world.messages.size).toBe(0);
  sandbox.clock.advance(MINUTE_MS);
  expect(await answer).toMatchObject({ status: 200 });
  expect(sandbox.world.messages.size).toBe(1);
});

it('a request without a body needs no time on the bot’s line', async () => {
  const { id } = sandbox.world.channel('general');
  expect(await request(sandbox, 'GET', `/channels/${id}`)).toMatchObject({ status: 200 });
});

it('a line is fast again when the faults are cleared', async () => {
  sandbox.faults.clear();
  expect(await post()).toMatchObject({ status: 200 });
});
