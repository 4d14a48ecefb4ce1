import type {
  ButtonInteraction,
  Interaction,
  ModalMessageModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';

import { isHistoryId } from '../../../views/history-ids.js';
import { isOwnCardId } from '../../../views/own-card.js';

/** A click, a choice or a submitted modal that belongs to a card. */
export type CardInteraction =
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

/** Whether an interaction comes from a card, modals included. The pages of a history are no
 * cards, and **Make my own** stands on none. */
export function isCardInteraction(interaction: Interaction): interaction is CardInteraction {
  const isFromMessage =
    interaction.isButton() ||
    interaction.isStringSelectMenu() ||
    (interaction.isModalSubmit() && interaction.isFromMessage());
  if (!isFromMessage) return false;
  return !isHistoryId(interaction.customId) && !isOwnCardId(interaction.customId);
}

/** The roles of who used a card, which Discord sends along; none in a direct message. */
export function rolesIn({ member }: CardInteraction): readonly string[] {
  const roles = member?.roles ?? [];
  return Array.isArray(roles) ? roles : [...roles.cache.keys()];
}
