import { ComponentType } from 'discord-api-types/v10';
import type {
  APIModalInteractionResponseCallbackData,
  APITextInputComponent,
} from 'discord-api-types/v10';

/** A text input of a modal with its label. */
export interface ModalInput {
  readonly input: APITextInputComponent;
  readonly label: string;
  readonly description: string;
}

/** Discord's maximum where a modal sets no smaller one. */
const MAX_LENGTH = 4000;

/** The text inputs of a modal, in rows or under labels. */
export function inputsOf({ components }: APIModalInteractionResponseCallbackData): ModalInput[] {
  return components.flatMap((part) => {
    if (part.type === ComponentType.ActionRow) {
      return part.components.map((input) => ({ input, label: input.label ?? '', description: '' }));
    }
    if (part.type !== ComponentType.Label) return [];
    const { component, label, description = '' } = part;
    return component.type === ComponentType.TextInput
      ? [{ input: component, label, description }]
      : [];
  });
}

/** The maximum length of an input. */
export function maxLengthOf(input: APITextInputComponent): number {
  return input.max_length ?? MAX_LENGTH;
}

/** The problem of a text, worded as by Discord; null: none. */
export function problemOf(input: APITextInputComponent, text: string): string | null {
  const max = maxLengthOf(input);
  const min = input.min_length ?? 0;
  if (text.trim() === '') return (input.required ?? true) ? 'This field is required.' : null;
  if (text.length > max) return `Must be ${max} or fewer in length: ${text.length - max} too many.`;
  return text.length < min ? `Must be ${min} or more in length.` : null;
}
