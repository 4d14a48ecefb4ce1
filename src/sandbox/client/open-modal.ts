import { ComponentType } from 'discord-api-types/v10';
import type { APIAttachment, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ModalBody } from '../validation/modal-schema.js';
import { renderComponents } from '../world/render-components.js';
import type { UploadedFile } from '../cdn/attachments.js';
import { InputRefused } from './input-refused.js';
import { modalPart } from './modal-parts.js';
import type { ModalPart, SeenChoice, SeenInput, SeenUpload } from './modal-parts.js';
import { submitted } from './modal-submission.js';
import type { FilledIn, ModalSubmission } from './modal-submission.js';

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

  /**
   * @param upload stores a file on the CDN
   * @param send sends a submission, and waits for the bot's answer
   */
  constructor(
    private readonly body: ModalBody,
    private readonly upload: (file: UploadedFile) => APIAttachment,
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

  /** Its fields for files. */
  get uploads(): readonly SeenUpload[] {
    return this.#parts.flatMap((part) => (part.kind === 'upload' ? [part.seen] : []));
  }

  /** The modal as Discord's client receives it. */
  get shown(): APIModalInteractionResponseCallbackData {
    return modalShape.parse(this.body);
  }

  /**
   * Submits texts, values of selects, and files, by custom id or label. Other parts keep what they
   * opened with; a single text is for the first field. Rejects with {@link InputRefused} for what
   * Discord's own client would not send, and with `InteractionFailed` when the bot does not answer.
   */
  async submit(filledIn: string | Readonly<Record<string, FilledIn>> = {}): Promise<Answer> {
    const fields = this.#parts.filter((part) => part.kind !== 'text');
    const byName =
      typeof filledIn === 'string' ? { [fields[0]?.seen.customId ?? '']: filledIn } : filledIn;
    const known = fields.flatMap(({ seen: { customId, label } }) => [customId, label]);
    const unknown = Object.keys(byName).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new InputRefused(`This modal has no input "${unknown}", only: ${known.join(', ')}.`);
    }
    const attachments: Record<string, APIAttachment> = {};
    const upload = (file: UploadedFile): string => {
      const attachment = this.upload(file);
      attachments[attachment.id] = attachment;
      return attachment.id;
    };
    const components = this.#parts.map((part) => {
      const { type, id } = part.row;
      if (part.kind === 'text') return { type, id };
      const { customId, label } = part.seen;
      const component = submitted(part, byName[customId] ?? byName[label], upload);
      return type === ComponentType.Label
        ? { type, id, component }
        : { type, id, components: [component] };
    });
    const isWithFiles = Object.keys(attachments).length > 0;
    const resolved = isWithFiles ? { resolved: { attachments } } : {};
    return this.send({ custom_id: this.customId, components, ...resolved });
  }
}
