import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { errorsAt } from './bodies.js';
import { request } from './raw-bot.js';
import { REFUSED_MESSAGES } from './refused-message-bodies.js';

describe('the refusals of messages', () => {
  let sandbox: Sandbox;
  let channelPath: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    channelPath = `/channels/${sandbox.world.channel('general').id}`;
  });
  afterAll(async () => {
    await sandbox.stop();
  });

  it.each(REFUSED_MESSAGES)(
    'the sandbox refuses a message with %s',
    async (_, body, path, code) => {
      const before = sandbox.world.messages.size;
      const answer = await request(sandbox, 'POST', `${channelPath}/messages`, { json: body });
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 50_035, message: 'Invalid Form Body' },
      });
      expect(errorsAt(answer.body, path)).toMatchObject({ _errors: [{ code }] });
      expect(sandbox.world.messages.size).toBe(before);
    },
  );
});
