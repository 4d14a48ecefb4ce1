import { AppError } from '../../platform/app-error.js';

/** Why a click or command is not begun again. */
export function givenUp(): AppError {
  return new AppError({
    code: 'discord.given_up',
    retryable: false,
    userMessage: 'I could not do that: it ended me several times. Please try something else.',
  });
}
