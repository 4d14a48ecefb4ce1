import type { ModalSubmitInteraction } from 'discord.js';

import type { SettingName } from '../../../views/settings-modal.js';

/** The chosen value of a select; undefined where the modal had none, or nothing was chosen. */
export function chosenIn(
  { fields }: ModalSubmitInteraction,
  name: SettingName,
): string | undefined {
  return fields.fields.has(name) ? fields.getStringSelectValues(name)[0] : undefined;
}
