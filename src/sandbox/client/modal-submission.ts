import { ComponentType } from 'discord-api-types/v10';
import type { APIAttachment } from 'discord-api-types/v10';
import type { UploadedFile } from '../cdn/attachments.js';
import { InputRefused } from './input-refused.js';
import type { ModalField, SeenChoice, SeenInput, SeenUpload } from './modal-parts.js';

/** What a modal sends when it is submitted. */
export interface ModalSubmission {
  readonly custom_id: string;
  readonly components: readonly object[];
  /** The uploaded files by their ids. */
  readonly resolved?: { readonly attachments: Readonly<Record<string, APIAttachment>> };
}

/** What a person fills in: a text, the values of a select, or files. */
export type FilledIn = string | readonly string[] | readonly UploadedFile[];

/**
 * What a field sends. Throws {@link InputRefused} for what Discord's own client would not send.
 *
 * @param filledIn the person's text, values or files; undefined: as it opened.
 * @param upload stores a file, and returns its id
 */
export function submitted(
  { kind, id, seen }: ModalField,
  filledIn: FilledIn | undefined,
  upload: (file: UploadedFile) => string,
): object {
  const { customId: custom_id, label } = seen;
  switch (kind) {
    case 'input': {
      const value = filledIn ?? seen.value;
      if (typeof value !== 'string') throw new InputRefused(`"${label}" takes a text.`);
      checkText(seen, value);
      return { type: ComponentType.TextInput, id, custom_id, value };
    }
    case 'choice': {
      const given = [filledIn ?? seen.values].flat();
      const values = given.filter((each) => typeof each === 'string');
      if (values.length < given.length) throw new InputRefused(`"${label}" takes values.`);
      checkChoice(seen, values);
      return { type: ComponentType.StringSelect, id, custom_id, values };
    }
    default: {
      const given = [filledIn ?? []].flat();
      const files = given.filter((each) => typeof each !== 'string');
      if (files.length < given.length) throw new InputRefused(`"${label}" takes files.`);
      checkFiles(seen, files);
      return { type: ComponentType.FileUpload, id, custom_id, values: files.map(upload) };
    }
  }
}

function checkText({ label, required, minLength, maxLength }: SeenInput, value: string): void {
  if (required && value.length === 0) {
    throw new InputRefused(`"${label}" must be filled in.`);
  }
  if (value.length > maxLength || (value.length > 0 && value.length < minLength)) {
    throw new InputRefused(`"${label}" takes ${minLength} to ${maxLength} characters.`);
  }
}

function checkChoice(seen: SeenChoice, values: readonly string[]): void {
  const { label, options, minValues, maxValues, required } = seen;
  const unknown = values.find((value) => !options.some((option) => option.value === value));
  if (unknown !== undefined) throw new InputRefused(`"${label}" does not offer "${unknown}".`);
  if (new Set(values).size < values.length) throw new InputRefused(`"${label}" takes each once.`);
  if (values.length === 0 && !required) return;
  if (values.length < minValues || values.length > maxValues) {
    throw new InputRefused(`"${label}" takes ${minValues} to ${maxValues} values.`);
  }
}

function checkFiles(
  { label, minFiles, maxFiles }: SeenUpload,
  files: readonly UploadedFile[],
): void {
  if (files.length < minFiles || files.length > maxFiles) {
    throw new InputRefused(`"${label}" takes ${minFiles} to ${maxFiles} files.`);
  }
}
