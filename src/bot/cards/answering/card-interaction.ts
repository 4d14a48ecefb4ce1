import type {
  ButtonInteraction,
  Interaction,
  ModalMessageModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';

/** A click, a choice or a submitted modal that belongs to a card. */
export type CardInteraction =
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalMessageModalSubmitInteraction;

/** Whether an interaction comes from a card, modals included. */
export function isCardInteraction(interaction: Interaction): interaction is CardInteraction {
  return (
    interaction.isButton() ||
    interaction.isStringSelectMenu() ||
    (interaction.isModalSubmit() && interaction.isFromMessage())
  );
}
