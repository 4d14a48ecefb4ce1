import { ComponentType } from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
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

/** What a modal sends when it is submitted. */
export interface ModalSubmission {
  readonly custom_id: string;
  readonly components: readonly object[];
}

const modalShape = z.custom<APIModalInteractionResponseCallbackData>(
  (value) => typeof value === 'object',
);

type Row = ModalBody['components'][number];

function seenInput(row: Row): SeenInput {
  const input = row.type === ComponentType.Label ? row.component : row.components[0];
  if (input === undefined) {
    throw new Error('A row of this modal is empty.');
  }
  const label = row.type === ComponentType.Label ? row.label : (input.label ?? '');
  return {
    customId: input.custom_id,
    label,
    value: input.value ?? '',
    placeholder: input.placeholder ?? undefined,
    required: input.required ?? true,
    minLength: input.min_length ?? 0,
    maxLength: input.max_length ?? 4000,
  };
}

/**
 * A modal that a person has open. It can be submitted at any time, because it exists only in the
 * client.
 */
export class OpenModal<Answer> {
  readonly title: string;
  readonly customId: string;
  readonly inputs: readonly SeenInput[];

  constructor(
    private readonly body: ModalBody,
    private readonly send: (submission: ModalSubmission) => Promise<Answer>,
  ) {
    this.title = body.title;
    this.customId = body.custom_id;
    this.inputs = body.components.map((row) => seenInput(row));
  }

  /** The modal as Discord's client receives it. */
  get shown(): APIModalInteractionResponseCallbackData {
    return modalShape.parse(this.body);
  }

  /**
   * Submits the values by custom id or label. Other inputs keep their initial values; a single text
   * is for the first input. Rejects with {@link InputRefused} for values that Discord's own client
   * would not send, and with `InteractionFailed` when the bot does not answer.
   */
  async submit(typed: string | Readonly<Record<string, string>> = {}): Promise<Answer> {
    const [first] = this.inputs;
    const byName = typeof typed === 'string' ? { [first?.customId ?? '']: typed } : typed;
    const known = this.inputs.flatMap(({ customId, label }) => [customId, label]);
    const unknown = Object.keys(byName).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputRefused(`This modal has no input "${unknown}", only: ${known.join(', ')}.`);
    }
    const values = this.inputs.map((input) => {
      const value = byName[input.customId] ?? byName[input.label] ?? input.value;
      this.#check(input, value);
      return { type: ComponentType.TextInput as const, custom_id: input.customId, value };
    });
    // Discord counts all components, each before its content.
    const components = this.body.components.map((row, index) => {
      const id = 2 * index + 1;
      const component = { id: id + 1, ...values[index] };
      return row.type === ComponentType.Label
        ? { type: ComponentType.Label, id, component }
        : { type: ComponentType.ActionRow, id, components: [component] };
    });
    return this.send({ custom_id: this.customId, components });
  }

  #check({ label, required, minLength, maxLength }: SeenInput, value: string): void {
    if (required && value.length === 0) {
      throw new InputRefused(`"${label}" must be filled in.`);
    }
    if (value.length > maxLength || (value.length > 0 && value.length < minLength)) {
      throw new InputRefused(`"${label}" takes ${minLength} to ${maxLength} characters.`);
    }
  }
}
