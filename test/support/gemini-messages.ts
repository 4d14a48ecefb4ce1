import type { Content } from './gemini-signatures.js';

/** An inline picture. */
export interface SentPicture {
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** A message of a conversation. */
export interface SentMessage {
  readonly role: 'user' | 'model';
  /** All text parts, one a line. */
  readonly text: string;
  readonly pictures: readonly SentPicture[];
}

/** What a message of a request says. */
export function messageOf({ role, parts }: Content): SentMessage {
  return {
    role,
    text: parts.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n'),
    pictures: parts.flatMap(({ inlineData }) =>
      inlineData === undefined
        ? []
        : [{ mimeType: inlineData.mimeType, bytes: Buffer.from(inlineData.data, 'base64') }],
    ),
  };
}
