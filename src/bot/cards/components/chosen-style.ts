import type { StringSelectMenuInteraction } from 'discord.js';

import { AppError } from '../../../platform/app-error.js';
import { styleByKey, type Style } from '../../../interactions/styles.js';
import { NO_SUCH_STYLE } from './sentences.js';

/**
 * The style that was chosen in a select.
 *
 * @throws AppError `discord.unknown_style` for an unknown value, for example of an older version.
 */
export function chosenStyle({ values }: StringSelectMenuInteraction): Style {
  const style = styleByKey(values[0] ?? '');
  if (style) return style;
  throw new AppError({
    code: 'discord.unknown_style',
    retryable: false,
    userMessage: NO_SUCH_STYLE,
  });
}
