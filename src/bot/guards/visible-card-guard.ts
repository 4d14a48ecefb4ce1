import { MessageFlags } from 'discord.js';
import type { GuardFunction } from 'discordx';

import { AppError } from '../../platform/app-error.js';
import { deletesCard, parseCustomId } from '../../views/custom-ids.js';
import { isCardInteraction } from '../cards/answering/card-interaction.js';
import type { Subject } from './error-guard.js';
import { HIDDEN_CARD } from './sentences.js';

/**
 * Guards clicks on cards whose embeds somebody has hidden: nobody would see what they change, so
 * nothing is done, and nothing is uploaded. Only deleting the card goes on working.
 */
export const visibleCardGuard: GuardFunction<Subject> = (subject, _client, next) => {
  if (Array.isArray(subject) || !isCardInteraction(subject)) return next();
  const used = parseCustomId(subject.customId);
  if (used !== null && deletesCard(used.name)) return next();
  // Discord sends some modals without a message.
  if (subject.message?.flags.has(MessageFlags.SuppressEmbeds)) throw hidden();
  return next();
};

function hidden(): AppError {
  return new AppError({
    code: 'discord.hidden_card',
    retryable: false,
    userMessage: HIDDEN_CARD,
  });
}
