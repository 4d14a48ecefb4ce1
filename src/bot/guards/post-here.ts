import type { BaseInteraction, SendableChannels } from 'discord.js';

import { AppError } from '../../platform/app-error.js';
import { isBotHere } from './is-bot-here.js';
import { mayBotWriteHere, mayWriteHere, missingForPictures } from './place-permissions.js';

/**
 * The channel of an interaction, where a card is to be posted for the person. What both may do there
 * comes with the interaction.
 *
 * @throws AppError `discord.missing_permissions` where the bot or the person may not write.
 */
export function channelToPostIn(interaction: BaseInteraction): SendableChannels {
  const { channel, appPermissions } = interaction;
  if (!isBotHere(interaction) || !channel?.isSendable())
    throw refused(
      'I am not in this place myself, so I cannot post here. Ask for it in a server where I am, or in a direct message to me.',
    );
  const missing = [
    ...(mayBotWriteHere(interaction) ? [] : ['Send Messages']),
    ...missingForPictures(appPermissions.bitfield),
  ];
  if (missing.length > 0)
    throw refused(
      `I lack a permission in this channel (${missing.join(', ')}), or I am timed out. Whoever manages the server can allow it (Edit Channel, Permissions).`,
    );
  if (!mayWriteHere(interaction))
    throw refused('You may not write in this channel, so I post nothing there for you.');
  return channel;
}

function refused(userMessage: string): AppError {
  return new AppError({ code: 'discord.missing_permissions', retryable: false, userMessage });
}
