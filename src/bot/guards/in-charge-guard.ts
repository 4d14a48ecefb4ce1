import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import { isInCharge } from './in-charge.js';
import type { RestoredCard } from './restored-card.js';
import { notInCharge } from './sentences.js';

/** Guards what only those may do who are in charge of a card; others are told so. */
export const inChargeGuard: GuardFunction<
  ButtonInteraction | ModalSubmitInteraction,
  RestoredCard
> = (click, _client, next, { view, answer }) => {
  if (isInCharge(click, view.state)) return next();
  return answer.tell(notInCharge(view.state.userId));
};
