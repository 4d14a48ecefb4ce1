import { ComponentType } from 'discord-api-types/v10';
import type { ModalBody } from '../validation/modal-schema.js';

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

/** A field for files of a modal as a person sees it. */
export interface SeenUpload {
  readonly customId: string;
  readonly label: string;
  readonly required: boolean;
  readonly minFiles: number;
  readonly maxFiles: number;
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
  | (InRow & { readonly kind: 'choice'; readonly seen: SeenChoice })
  | (InRow & { readonly kind: 'upload'; readonly seen: SeenUpload });

/** One part of a modal; a text is only read. */
export type ModalPart = ModalField | { readonly kind: 'text'; readonly row: Text };

/** A text, or the part in a row or under a label. */
export function modalPart(row: Row): ModalPart {
  if (row.type === ComponentType.TextDisplay) return { kind: 'text', row };
  const component = row.type === ComponentType.Label ? row.component : row.components[0];
  if (component === undefined) throw new Error('A row of this modal is empty.');
  const { id, custom_id: customId } = component;
  const required = component.required ?? true;
  const label = row.type === ComponentType.Label ? row.label : (row.components[0]?.label ?? '');
  if (component.type === ComponentType.StringSelect) {
    const { options, min_values = 1, max_values = 1 } = component;
    const values = options.filter((each) => each.default === true).map(({ value }) => value);
    const limits = { minValues: required ? Math.max(min_values, 1) : 0, maxValues: max_values };
    const seen = { customId, label, options, values, required, ...limits };
    return { kind: 'choice', row, id, seen };
  }
  if (component.type === ComponentType.FileUpload) {
    const minFiles = required ? Math.max(component.min_values ?? 1, 1) : 0;
    const seen = { customId, label, required, minFiles, maxFiles: component.max_values ?? 1 };
    return { kind: 'upload', row, id, seen };
  }
  const seen = {
    customId,
    label,
    value: component.value ?? '',
    placeholder: component.placeholder ?? undefined,
    required,
    minLength: component.min_length ?? 0,
    maxLength: component.max_length ?? 4000,
  };
  return { kind: 'input', row, id, seen };
}
