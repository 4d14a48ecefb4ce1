import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { GuardFunction } from 'discordx';

import { AppError } from '../../platform/app-error.js';
import { isBotHere } from './is-bot-here.js';
import { missingForPictures } from './place-permissions.js';

type Action =
  | AutocompleteInteraction
  | ButtonInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction
  | StringSelectMenuInteraction;

/**
 * Guards actions that cost money or lead to it: where the bot may show no pictures, none is made. What
 * the bot may do comes with the click or command.
 */
export const permissionsGuard: GuardFunction<Action> = (action, _client, next) => {
  // Suggestions for a command cost nothing, and cannot be answered with words.
  if (!action.isRepliable()) return next();
  const missing = missingForPictures(action.appPermissions.bitfield);
  if (missing.length > 0) throw isBotHere(action) ? lacking(missing) : lackingPerson(missing);
  return next();
};

function lacking(names: readonly string[]): AppError {
  return refused(
    `I could not show a picture here, so I make none: I lack a permission in this channel (${names.join(', ')}), or I am timed out. Whoever manages the server can allow it (Edit Channel, Permissions); then try again.`,
  );
}

/** Where the bot is not, it may do what the person may do. */
function lackingPerson(names: readonly string[]): AppError {
  return refused(
    `I could not show a picture here, so I make none: I am not in this place myself, and may show here only what you may show. You lack a permission (${names.join(', ')}). Use me in another place, or in a direct message to me.`,
  );
}

function refused(userMessage: string): AppError {
  return new AppError({ code: 'discord.missing_permissions', retryable: false, userMessage });
}
