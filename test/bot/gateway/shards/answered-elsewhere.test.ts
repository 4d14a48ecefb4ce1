import { expect, it } from '@jest/globals';
import type { REST, RequestData } from 'discord.js';

import {
  isAnsweredElsewhere,
  yieldToOthers,
} from '../../../../src/bot/gateway/shards/answered-elsewhere.js';
import { ServedShards } from '../../../../src/bot/gateway/shards/served-shards.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { rejectionOf } from '../../../support/rejection-of.js';

function setUp(error: Error, hasCompany: boolean) {
  const served = new ServedShards(null, false);
  served.hasCompany = hasCompany;
  const rest = {
    request: async (_options: RequestData): Promise<never> => {
      throw error;
    },
  };
  yieldToOthers(rest as unknown as REST, served);
  return rejectionOf(rest.request({}));
}

it('a click that was answered already was answered by the other process, where there is one', async () => {
  const error = discordApiError(40060);
  expect(isAnsweredElsewhere(await setUp(error, true))).toBe(true);
  expect(await setUp(error, false)).toBe(error);
});

it('any other refusal of Discord is no other process’s answer', async () => {
  const error = discordApiError(10062);
  expect(await setUp(error, true)).toBe(error);
});
