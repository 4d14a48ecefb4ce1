import { ComponentType } from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ModalBody } from '../validation/modal-schema.js';
import { renderComponents } from '../world/render-components.js';
import { InputRefused } from './input-refused.js';
import { modalPart, submitted } from './modal-parts.js';
import type { ModalField, ModalPart, SeenChoice, SeenInput } from './modal-parts.js';

/** What a modal sends when it is submitted. */
export interface ModalSubmission {
  readonly custom_id: string;
  readonly components: readonly object[];
}

const modalShape = z.custom<APIModalInteractionResponseCallbackData>(
  (value) => typeof value === 'object',
);

/**
 * A modal that a person has open. It can be submitted at any time, because it exists only in the
 * client.
 */
export class OpenModal<Answer> {
  readonly title: string;
  readonly customId: string;
  readonly #parts: readonly ModalPart[];

  constructor(
    private readonly body: ModalBody,
    private readonly send: (submission: ModalSubmission) => Promise<Answer>,
  ) {
    this.title = body.title;
    this.customId = body.custom_id;
    this.#parts = renderComponents(body.components).map((row) => modalPart(row));
  }

  /** The texts between its fields, in Markdown. */
  get texts(): readonly string[] {
    return this.#parts.flatMap((part) => (part.kind === 'text' ? [part.row.content] : []));
  }

  /** Its text inputs. */
  get inputs(): readonly SeenInput[] {
    return this.#parts.flatMap((part) => (part.kind === 'input' ? [part.seen] : []));
  }

  /** Its selects. */
  get choices(): readonly SeenChoice[] {
    return this.#parts.flatMap((part) => (part.kind === 'choice' ? [part.seen] : []));
  }

  /** The modal as Discord's client receives it. */
  get shown(): APIModalInteractionResponseCallbackData {
    return modalShape.parse(this.body);
  }

  /**
   * Submits texts, and values of selects, by custom id or label. Other parts keep what they opened
   * with; a single text is for the first part. Rejects with {@link InputRefused} for values that
   * Discord's own client would not send, and with `InteractionFailed` when the bot does not answer.
   */
  async submit(
    filledIn: string | Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<Answer> {
    const fields = this.#parts.filter((part) => part.kind !== 'text');
    const byName =
      typeof filledIn === 'string' ? { [fields[0]?.seen.customId ?? '']: filledIn } : filledIn;
    const known = fields.flatMap(({ seen: { customId, label } }) => [customId, label]);
    const unknown = Object.keys(byName).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputRefused(`This modal has no input "${unknown}", only: ${known.join(', ')}.`);
    }
    const components = this.#parts.map((part) =>
      part.kind === 'text'
        ? { type: part.row.type, id: part.row.id }
        : sent(part, byName[part.seen.customId] ?? byName[part.seen.label]),
    );
    return this.send({ custom_id: this.customId, components });
  }
}

/** A field as the bot receives it, in its row or label. */
function sent(field: ModalField, filledIn: string | readonly string[] | undefined): object {
  const { type, id } = field.row;
  const component = submitted(field, filledIn);
  return type === ComponentType.Label
    ? { type, id, component }
    : { type, id, components: [component] };
}
