import { ComponentType } from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ModalBody } from '../validation/modal-schema.js';
import { InputRefused } from './input-refused.js';
import { modalPart, submitted } from './modal-parts.js';
import type { ModalPart, SeenChoice, SeenInput } from './modal-parts.js';

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
    this.#parts = body.components.map((row) => modalPart(row));
  }

  /** Its text inputs. */
  get inputs(): readonly SeenInput[] {
    return this.#parts.flatMap(({ kind, seen }) => (kind === 'input' ? [seen] : []));
  }

  /** Its selects. */
  get choices(): readonly SeenChoice[] {
    return this.#parts.flatMap(({ kind, seen }) => (kind === 'choice' ? [seen] : []));
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
    const [first] = this.#parts;
    const byName =
      typeof filledIn === 'string' ? { [first?.seen.customId ?? '']: filledIn } : filledIn;
    const known = this.#parts.flatMap(({ seen: { customId, label } }) => [customId, label]);
    const unknown = Object.keys(byName).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputRefused(`This modal has no input "${unknown}", only: ${known.join(', ')}.`);
    }
    // Discord counts all components, each before its content.
    const components = this.#parts.map((part, index) => {
      const { customId, label } = part.seen;
      const id = 2 * index + 1;
      const component = { id: id + 1, ...submitted(part, byName[customId] ?? byName[label]) };
      return part.row.type === ComponentType.Label
        ? { type: ComponentType.Label, id, component }
        : { type: ComponentType.ActionRow, id, components: [component] };
    });
    return this.send({ custom_id: this.customId, components });
  }
}
