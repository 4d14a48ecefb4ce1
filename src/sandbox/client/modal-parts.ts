import { ComponentType } from 'discord-api-types/v10';
import type { ModalBody } from '../validation/modal-schema.js';
import { InputRefused } from './input-refused.js';

/** A text input of a modal as a person sees it. */
export interface SeenInput {
  readonly customId: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly required: boolean;
  readonly minLength: number;
  readonly maxLength: number;
}

/** A string select of a modal as a person sees it. */
export interface SeenChoice {
  readonly customId: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  /** The values that are chosen when the modal opens. */
  readonly values: readonly string[];
  readonly required: boolean;
  readonly minValues: number;
  readonly maxValues: number;
}

type Row = ModalBody['components'][number];
type Text = Extract<Row, { readonly type: ComponentType.TextDisplay }>;

interface InRow {
  readonly row: Exclude<Row, Text>;
  /** The component's id, which is not its row's. */
  readonly id: number | undefined;
}

/** A part that a person fills in: what they see, and what it sends for what they have filled in. */
export type ModalField =
  | (InRow & { readonly kind: 'input'; readonly seen: SeenInput })
  | (InRow & { readonly kind: 'choice'; readonly seen: SeenChoice });

/** One part of a modal; a text is only read. */
export type ModalPart = ModalField | { readonly kind: 'text'; readonly row: Text };

/** A text, or the part in a row or under a label. */
export function modalPart(row: Row): ModalPart {
  if (row.type === ComponentType.TextDisplay) return { kind: 'text', row };
  const component = row.type === ComponentType.Label ? row.component : row.components[0];
  if (component === undefined) throw new Error('A row of this modal is empty.');
  const { id, custom_id: customId } = component;
  if (component.type === ComponentType.StringSelect) {
    const { options, required = true, min_values = 1, max_values = 1 } = component;
    const values = options.filter((each) => each.default === true).map(({ value }) => value);
    const label = row.type === ComponentType.Label ? row.label : '';
    const limits = { minValues: required ? Math.max(min_values, 1) : 0, maxValues: max_values };
    const seen = { customId, label, options, values, required, ...limits };
    return { kind: 'choice', row, id, seen };
  }
  const label = row.type === ComponentType.Label ? row.label : (component.label ?? '');
  const seen = {
    customId,
    label,
    value: component.value ?? '',
    placeholder: component.placeholder ?? undefined,
    required: component.required ?? true,
    minLength: component.min_length ?? 0,
    maxLength: component.max_length ?? 4000,
  };
  return { kind: 'input', row, id, seen };
}

/**
 * What a part sends. Throws {@link InputRefused} for what Discord's own client would not send.
 *
 * @param filledIn the person's text or values; undefined: as it opened.
 */
export function submitted(
  part: ModalField,
  filledIn: string | readonly string[] | undefined,
): object {
  const { id } = part;
  const { customId: custom_id } = part.seen;
  if (part.kind === 'input') {
    const value = filledIn ?? part.seen.value;
    if (typeof value !== 'string') throw new InputRefused(`"${part.seen.label}" takes a text.`);
    checkText(part.seen, value);
    return { type: ComponentType.TextInput, id, custom_id, value };
  }
  const values = typeof filledIn === 'string' ? [filledIn] : (filledIn ?? part.seen.values);
  checkChoice(part.seen, values);
  return { type: ComponentType.StringSelect, id, custom_id, values };
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
