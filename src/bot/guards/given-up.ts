import { AppError } from '../../platform/app-error.js';
import { GIVEN_UP } from './sentences.js';

/** Why a click or command is not begun again. */
export function givenUp(): AppError {
  return new AppError({
    code: 'discord.given_up',
    retryable: false,
    userMessage: GIVEN_UP,
  });
}
