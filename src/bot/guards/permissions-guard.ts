import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import { AppError } from '../../platform/app-error.js';
import { missingForPictures } from './place-permissions.js';

/**
 * Guards actions that cost money: where the bot may show no pictures, none is made. What the bot may
 * do comes with the click.
 */
export const permissionsGuard: GuardFunction<ButtonInteraction | StringSelectMenuInteraction> = (
  click,
  _client,
  next,
) => {
  const missing = missingForPictures(click.appPermissions.bitfield);
  if (missing.length > 0) throw lacking(missing);
  return next();
};

function lacking(names: readonly string[]): AppError {
  return new AppError({
    code: 'discord.missing_permissions',
    retryable: false,
    userMessage: `I could not show a picture here, so I make none: I lack a permission in this channel (${names.join(', ')}), or I am timed out. Whoever manages the server can allow it (Edit Channel, Permissions); then press again.`,
  });
}
