import { MessageFlags, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { UploadedFile } from '../cdn/attachments.js';
import { invalidBody, refusal } from '../rest/discord-error.js';
import { MAX_ATTACHMENTS } from '../validation/message-schema.js';
import type { MessageEditBody, NewMessageBody } from '../validation/message-schema.js';
import type { AllowedMentions, Message } from '../world/entities.js';
import type { MessageChange, NewMessage } from './message-writer.js';

/** The files of a request by the `n` of their `files[n]`. */
export type RequestFiles = ReadonlyMap<string, UploadedFile>;

/** Flags that a sender may set; others are ignored, as in Discord. */
const SETTABLE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;

function listedFiles(
  attachments: NonNullable<MessageEditBody['attachments']>,
  files: RequestFiles,
  kept: ReadonlySet<string>,
): (string | UploadedFile)[] {
  return attachments.map(({ id, filename, description }, index) => {
    const file = files.get(id);
    if (file !== undefined) {
      return { ...file, name: filename ?? file.name, description: description ?? null };
    }
    if (!kept.has(id)) {
      const message = 'Attachment data not found.';
      throw invalidBody([
        { path: ['attachments', index, 'id'], code: 'ATTACHMENT_NOT_FOUND', message },
      ]);
    }
    return id;
  });
}

function refuseTooManyFiles(count: number): void {
  if (count > MAX_ATTACHMENTS) {
    const message = `Must be ${MAX_ATTACHMENTS} or fewer in length.`;
    throw invalidBody([{ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message }]);
  }
}

function refuseLargeFiles(files: RequestFiles, maxFileBytes: number): void {
  for (const { bytes } of files.values()) {
    if (bytes.byteLength > maxFileBytes) {
      throw refusal(RESTJSONErrorCodes.RequestEntityTooLarge);
    }
  }
}

function shape(
  body: MessageEditBody,
): Pick<NewMessage, 'content' | 'embeds' | 'components' | 'allowedMentions'> {
  const { content, embeds, components, allowed_mentions: allowed } = body;
  return {
    ...(content === undefined ? {} : { content: content ?? '' }),
    ...(embeds === undefined ? {} : { embeds: embeds ?? [] }),
    ...(components === undefined ? {} : { components: components ?? [] }),
    ...(allowed ? { allowedMentions: allowed satisfies AllowedMentions } : {}),
  };
}

/**
 * The new message in a body. Throws 50006 for an empty one, 40005 for a file that is too large,
 * 50035 for too many files or a file that was not sent.
 */
export function draftOf(
  body: NewMessageBody,
  files: RequestFiles,
  maxFileBytes: number,
): Omit<NewMessage, 'channel' | 'authorId'> {
  refuseLargeFiles(files, maxFileBytes);
  const sent = body.attachments
    ? listedFiles(body.attachments, files, new Set())
    : [...files.values()];
  const uploaded = sent.filter((file) => typeof file !== 'string');
  refuseTooManyFiles(uploaded.length);
  const draft = shape(body);
  if (!draft.content && !draft.embeds?.length && uploaded.length === 0) {
    throw refusal(RESTJSONErrorCodes.CannotSendAnEmptyMessage);
  }
  return {
    ...draft,
    files: uploaded,
    flags: (body.flags ?? 0) & SETTABLE_FLAGS,
    tts: body.tts ?? false,
    ...(body.nonce ? { nonce: body.nonce } : {}),
  };
}

/**
 * The change in an edit's body. `attachments` lists kept and new files; without it, all files are
 * kept and new ones are added. Throws as {@link draftOf} does.
 */
export function changeOf(
  message: Message,
  body: MessageEditBody,
  files: RequestFiles,
  maxFileBytes: number,
): MessageChange {
  refuseLargeFiles(files, maxFileBytes);
  const keptIds = message.attachments.map(({ id }) => id);
  const listed = body.attachments
    ? listedFiles(body.attachments, files, new Set(keptIds))
    : [...(body.attachments === null ? [] : keptIds), ...files.values()];
  refuseTooManyFiles(listed.length);
  const change = shape(body);
  const content = change.content ?? message.content;
  const embeds = change.embeds ?? message.embeds;
  if (content === '' && embeds.length === 0 && listed.length === 0) {
    throw refusal(RESTJSONErrorCodes.CannotSendAnEmptyMessage);
  }
  const flags =
    body.flags === undefined || body.flags === null
      ? {}
      : { flags: (message.flags & ~SETTABLE_FLAGS) | (body.flags & SETTABLE_FLAGS) };
  return { ...change, files: listed, ...flags };
}
