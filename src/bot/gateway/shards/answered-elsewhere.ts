import type { REST } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { isAnswered } from '../../discord-errors.js';
import type { ServedShards } from './served-shards.js';

/**
 * While another process hears the same events, whoever answers a click first has answered it: the
 * other one then gets `discord.answered_elsewhere` in place of Discord's 40060, and stays silent.
 */
export function yieldToOthers(rest: REST, served: ServedShards): void {
  const request = rest.request.bind(rest);
  rest.request = async (options) => {
    try {
      return await request(options);
    } catch (error) {
      throw served.hasCompany && isAnswered(error) ? answeredElsewhere(error) : error;
    }
  };
}

/** Whether another process has answered. */
export function isAnsweredElsewhere(error: unknown): boolean {
  return error instanceof AppError && error.code === 'discord.answered_elsewhere';
}

function answeredElsewhere(cause: unknown): AppError {
  return new AppError({
    code: 'discord.answered_elsewhere',
    retryable: false,
    userMessage: 'Another process of mine has answered that.',
    cause,
  });
}
