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
import { cannotShow, personCannotShow } from './sentences.js';

type Action =
  | AutocompleteInteraction
  | ButtonInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction
  | StringSelectMenuInteraction;

/**
 * Guards actions that cost money or lead to it: where the bot may show no pictures, none is made.
 * What the bot may do comes with the click or command.
 */
export const permissionsGuard: GuardFunction<Action> = (action, _client, next) => {
  // Suggestions for a command cost nothing, and cannot be answered with words.
  if (!action.isRepliable()) return next();
  const missing = missingForPictures(action.appPermissions.bitfield);
  if (missing.length === 0) return next();
  throw refused(isBotHere(action) ? cannotShow(missing) : personCannotShow(missing));
};

function refused(userMessage: string): AppError {
  return new AppError({ code: 'discord.missing_permissions', retryable: false, userMessage });
}
