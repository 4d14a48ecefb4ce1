import { describe, expect, it } from '@jest/globals';
import { HTTPError } from 'discord.js';

import { isGone, isTokenDead, toDiscordError } from '../../src/bot/discord-errors.js';
import { discordApiError } from '../support/discord-doubles.js';
import { blocked } from '../support/generation-doubles.js';

describe('an error from Discord', () => {
  it.each([10062, 10015, 50027, 40060])(
    'an error from Discord with code %i means that the token is dead',
    (code) => {
      expect(isTokenDead(discordApiError(code))).toBe(true);
    },
  );

  it.each([10008, 50013, 50035])(
    'an error from Discord with code %i does not mean that the token is dead',
    (code) => {
      expect(isTokenDead(discordApiError(code))).toBe(false);
    },
  );

  it.each([10003, 10004, 10008, 50001, 50005, 50007, 50013, 50083, 50278, 160002, 160005])(
    'an error from Discord with code %i means that the card is out of reach for good',
    (code) => {
      expect(toDiscordError(discordApiError(code))).toMatchObject({
        code: 'discord.undeliverable',
        retryable: false,
      });
    },
  );

  it.each([
    [10003, true],
    [10004, true],
    [10008, true],
    [50001, false],
    [50005, false],
    [50007, false],
    [50013, false],
    [50083, false],
    [50278, false],
    [160005, false],
    [50035, false],
  ])('an error from Discord with code %i means that the card is gone: %p', (code, expected) => {
    expect(isGone(toDiscordError(discordApiError(code)))).toBe(expected);
  });

  it('an error from Discord with any other code is not worth a second attempt', () => {
    expect(toDiscordError(discordApiError(50035))).toMatchObject({
      code: 'discord.rejected',
      retryable: false,
    });
  });

  it('an error from Discord without an answer is worth a second attempt', () => {
    const overloaded = new HTTPError(503, 'Unavailable', 'GET', 'https://discord.test/x', {
      files: undefined,
      body: undefined,
    });
    for (const error of [overloaded, new Error('ECONNRESET'), 'text']) {
      expect(isTokenDead(error)).toBe(false);
      expect(toDiscordError(error)).toMatchObject({ code: 'discord.unavailable', retryable: true });
    }
  });

  it('an error from Discord passes as it is when it was translated before', () => {
    const error = blocked();
    expect(toDiscordError(error)).toBe(error);
  });
});
