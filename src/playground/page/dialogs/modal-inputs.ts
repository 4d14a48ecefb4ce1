import { ComponentType } from 'discord-api-types/v10';
import type {
  APIFileUploadComponent,
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

/** A field for files of a modal with its label. */
export interface ModalUpload {
  readonly upload: APIFileUploadComponent;
  readonly label: string;
  readonly description: string;
}

/** A text between the fields of a modal, in Markdown. */
export interface ModalText {
  readonly text: string;
}

/** One part of a modal. */
export type ModalPart = ModalInput | ModalChoice | ModalUpload | ModalText;

/** Discord's maximum where a modal sets no smaller one. */
const MAX_LENGTH = 4000;

/** The parts of a modal that the page can show, in order. */
export function partsOf({ components }: APIModalInteractionResponseCallbackData): ModalPart[] {
  return components.flatMap((part): ModalPart[] => {
    if (part.type === ComponentType.TextDisplay) return [{ text: part.content }];
    if (part.type === ComponentType.ActionRow) {
      return part.components.map((input) => ({ input, label: input.label ?? '', description: '' }));
    }
    const { component, label, description = '' } = part;
    switch (component.type) {
      case ComponentType.TextInput:
        return [{ input: component, label, description }];
      case ComponentType.StringSelect:
        return [{ choice: component, label, description }];
      case ComponentType.FileUpload:
        return [{ upload: component, label, description }];
      default:
        return [];
    }
  });
}

/** The texts and values that a modal opens with, by custom ids. */
export function firstValuesOf(parts: readonly ModalPart[]): Record<string, string> {
  const values = parts.flatMap((part): [string, string][] => {
    if ('input' in part) return [[part.input.custom_id, part.input.value ?? '']];
    if (!('choice' in part)) return [];
    const { custom_id, options } = part.choice;
    return [[custom_id, options.find((option) => option.default === true)?.value ?? '']];
  });
  return Object.fromEntries(values);
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

/** The problem of so many files in a field; null: none. */
export function filesProblemOf(upload: APIFileUploadComponent, count: number): string | null {
  const { required = true, min_values: min = 1 } = upload;
  if (!required || count >= Math.max(min, 1)) return null;
  return count === 0 ? 'This field is required.' : `Add ${min - count} more.`;
}

/**
 * What keeps a modal from being sent, by custom ids.
 *
 * @param files the files of its fields by their custom ids
 */
export function problemsOf(
  parts: readonly ModalPart[],
  values: Readonly<Record<string, string>>,
  files: Readonly<Record<string, readonly File[]>>,
): Record<string, string> {
  const problems = parts.flatMap((part): [string, string | null][] => {
    if ('input' in part) {
      const { custom_id: id } = part.input;
      return [[id, problemOf(part.input, values[id] ?? '')]];
    }
    if (!('upload' in part)) return [];
    const { custom_id: id } = part.upload;
    return [[id, filesProblemOf(part.upload, files[id]?.length ?? 0)]];
  });
  return Object.fromEntries(problems.filter((each): each is [string, string] => each[1] !== null));
}
