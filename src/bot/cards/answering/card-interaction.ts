import type {
  ButtonInteraction,
  Interaction,
  ModalMessageModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';

import { isHistoryId } from '../../../views/history-ids.js';

/** A click, a choice or a submitted modal that belongs to a card. */
export type CardInteraction =
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

/** Whether an interaction comes from a card, modals included. The pages of a history are no cards. */
export function isCardInteraction(interaction: Interaction): interaction is CardInteraction {
  const isFromMessage =
    interaction.isButton() ||
    interaction.isStringSelectMenu() ||
    (interaction.isModalSubmit() && interaction.isFromMessage());
  return isFromMessage && !isHistoryId(interaction.customId);
}
