import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { ComponentName } from '../../src/views/custom-ids.js';

/** The custom id of the first of these components that a card of any age has; undefined without. */
export function customIdOf(card: SeenMessage, ...names: ComponentName[]): string | undefined {
  const ids = [...card.buttons, ...card.selects].map(({ customId }) => customId);
  return ids.find((id) => names.some((name) => id === name || id.startsWith(`${name}:`)));
}

/** The same, for a component that a card has to have. */
export function knownCustomId(card: SeenMessage, ...names: ComponentName[]): string {
  const customId = customIdOf(card, ...names);
  if (customId === undefined) throw new Error(`This card has no ${names.join(' or ')}.`);
  return customId;
}

/** Presses Process Prompt, on either view. */
export async function process(person: Person, card: SeenMessage): Promise<void> {
  await person.click(card, knownCustomId(card, 'process_request_button', 'style_process_prompt'));
}

/** Submits Edit Prompt, on either view; as it opens unless told. */
export async function edit(person: Person, card: SeenMessage, prompt?: string): Promise<void> {
  const button = knownCustomId(card, 'process_edit_prompt', 'style_edit_prompt');
  const modal = await person.openModal(card, button);
  await modal.submit(prompt === undefined ? {} : { prompt });
}

/**
 * The custom id of a component. A card of a former look has it after its first click,
 * which this makes.
 */
export async function withComponent(
  person: Person,
  card: SeenMessage,
  name: ComponentName,
): Promise<string> {
  if (customIdOf(card, name) === undefined) await edit(person, card);
  return knownCustomId(card, name);
}
