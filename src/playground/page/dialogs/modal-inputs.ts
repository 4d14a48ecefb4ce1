import { ComponentType } from 'discord-api-types/v10';
import type {
  APIModalInteractionResponseCallbackData,
  APIStringSelectComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';

/** A text input of a modal with its label. */
export interface ModalInput {
  readonly input: APITextInputComponent;
  readonly label: string;
  readonly description: string;
}

/** A string select of a modal with its label; one option is chosen. */
export interface ModalChoice {
  readonly choice: APIStringSelectComponent;
  readonly label: string;
  readonly description: string;
}

/** A text between the fields of a modal, in Markdown. */
export interface ModalText {
  readonly text: string;
}

type ModalField = ModalInput | ModalChoice;

/** Discord's maximum where a modal sets no smaller one. */
const MAX_LENGTH = 4000;

/** The text inputs of a modal, in rows or under labels, its selects and its texts, in order. */
export function partsOf({
  components,
}: APIModalInteractionResponseCallbackData): (ModalField | ModalText)[] {
  return components.flatMap((part): (ModalField | ModalText)[] => {
    if (part.type === ComponentType.TextDisplay) return [{ text: part.content }];
    if (part.type === ComponentType.ActionRow) {
      return part.components.map((input) => ({ input, label: input.label ?? '', description: '' }));
    }
    const { component, label, description = '' } = part;
    if (component.type === ComponentType.TextInput)
      return [{ input: component, label, description }];
    return component.type === ComponentType.StringSelect
      ? [{ choice: component, label, description }]
      : [];
  });
}

/** Whether a part is a text input. */
export function isInput(part: ModalField | ModalText): part is ModalInput {
  return 'input' in part;
}

/** Whether a part is a text, which takes no value. */
export function isText(part: ModalField | ModalText): part is ModalText {
  return 'text' in part;
}

/** The text or the value that a field opens with. */
export function firstValueOf(field: ModalField): readonly [string, string] {
  if (isInput(field)) return [field.input.custom_id, field.input.value ?? ''];
  const { custom_id, options } = field.choice;
  return [custom_id, options.find((option) => option.default === true)?.value ?? ''];
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
