import type { StringSelectMenuInteraction } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { NO_SUCH_PICTURE } from './sentences.js';

/**
 * The index of the output that was chosen in a select.
 *
 * @throws AppError `discord.unknown_place` for a value that is no index.
 */
export function chosenPlace({ values }: StringSelectMenuInteraction): number {
  const [value = ''] = values;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new AppError({
    code: 'discord.unknown_place',
    retryable: false,
    userMessage: NO_SUCH_PICTURE,
  });
}
