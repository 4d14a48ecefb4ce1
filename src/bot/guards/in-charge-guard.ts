import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import { isInCharge } from './in-charge.js';
import type { RestoredCard } from './restored-card.js';

/** Guards what only those may do who are in charge of a card; others are told so. */
export const inChargeGuard: GuardFunction<
  ButtonInteraction | ModalSubmitInteraction,
  RestoredCard
> = (click, _client, next, { view, answer }) => {
  if (isInCharge(click, view.state)) return next();
  const { userId } = view.state;
  return answer.tell(
    userId === null
      ? 'I do not know who asked for this card, so only somebody with Manage Messages can delete it.'
      : `Only <@${userId}>, who asked for this card, and somebody with Manage Messages can delete it.`,
  );
};
