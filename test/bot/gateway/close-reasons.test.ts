import { describe, expect, it } from '@jest/globals';

import { closeReason, loginFailure } from '../../../src/bot/gateway/close-reasons.js';
import { exitCodeFor } from '../../../src/platform/exit-codes.js';

/** Close codes that end the bot, the error of discord.js at a login, and the exit code. */
const CODES = [
  [4010, 'Invalid shard', 78],
  [4011, 'Sharding is required', 75],
  [4012, 'Used an invalid API version', 78],
  [4013, 'Used invalid intents', 78],
  [4014, 'Used disallowed intents', 78],
] as const;

describe('the reason why the gateway closed', () => {
  it.each(CODES)(
    'the close code %i has its own sentence, at a login (%s) and later, and the exit code %i',
    (code, message, exitCode) => {
      const reason = closeReason(code);
      const others = CODES.filter(([other]) => other !== code).map(([other]) => closeReason(other));
      expect(others.map(({ userMessage }) => userMessage)).not.toContain(reason.userMessage);
      expect(loginFailure(new Error(message)).userMessage).toBe(reason.userMessage);
      expect(exitCodeFor(reason)).toBe(exitCode);
    },
  );

  it('a token that is refused is named, at a login and later', () => {
    expect(closeReason(4004).userMessage).toContain('DISCORD_TOKEN: it was reset');
    for (const message of ['Authentication failed', 'An invalid token was provided.'])
      expect(loginFailure(new Error(message))).toMatchObject({
        code: 'config.discord',
        userMessage: expect.stringContaining('does not accept DISCORD_TOKEN'),
      });
  });

  it('an unknown close code is told', () => {
    expect(closeReason(4999)).toMatchObject({
      code: 'config.discord',
      userMessage: expect.stringContaining('code 4999'),
    });
  });
});
