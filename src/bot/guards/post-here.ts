import type { BaseInteraction, SendableChannels } from 'discord.js';

import { AppError } from '../../platform/app-error.js';
import { isBotHere } from './is-bot-here.js';
import { mayBotWriteHere, mayWriteHere, missingForPictures } from './place-permissions.js';
import { cannotPost, NOT_IN_THIS_PLACE, PERSON_MAY_NOT_WRITE } from './sentences.js';

/**
 * The channel of an interaction, where a card is to be posted for the person. What both may do
 * there comes with the interaction.
 *
 * @throws AppError `discord.missing_permissions` where the bot or the person may not write.
 */
export function channelToPostIn(interaction: BaseInteraction): SendableChannels {
  const { channel, appPermissions } = interaction;
  if (!isBotHere(interaction) || !channel?.isSendable()) throw refused(NOT_IN_THIS_PLACE);
  const missing = [
    ...(mayBotWriteHere(interaction) ? [] : ['Send Messages']),
    ...missingForPictures(appPermissions.bitfield),
  ];
  if (missing.length > 0) throw refused(cannotPost(missing));
  if (!mayWriteHere(interaction)) throw refused(PERSON_MAY_NOT_WRITE);
  return channel;
}

function refused(userMessage: string): AppError {
  return new AppError({ code: 'discord.missing_permissions', retryable: false, userMessage });
}
