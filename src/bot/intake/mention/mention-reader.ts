import type { Message } from 'discord.js';
import { injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import type { Picture } from '../../../imaging/picture.js';
import { cut } from '../../../views/embed-limits.js';
import { mentionNames } from './mention-names.js';
import { MessagePictures } from '../message-pictures.js';
import type { PictureSource } from '../picture-source.js';
import { promptText } from './prompt-text.js';
import { RepliedPictures } from './replied-pictures.js';

/** The most pictures a request can have. */
export const MAX_INPUTS = 10;

const NAME_MAX = 60;

/** What a message asks for. */
export interface MentionRequest {
  readonly prompt: string;
  /** At most {@link MAX_INPUTS}, in the order of the message, then of the message it replies to. */
  readonly pictures: readonly Picture[];
  /** One line for each picture that was left out, with the reason. */
  readonly notes: readonly string[];
}

/** Reads messages as requests. */
@injectable()
export class MentionReader {
  constructor(
    private readonly messagePictures: MessagePictures,
    private readonly repliedPictures: RepliedPictures,
  ) {}

  /** The request in a message. Pictures that cannot be used become notes. */
  async read(message: Message): Promise<MentionRequest> {
    const sources = [
      ...this.messagePictures.of(message),
      ...(await this.repliedPictures.of(message)),
    ];
    const read = await Promise.all(sources.slice(0, MAX_INPUTS).map(readOrNote));
    return {
      prompt: promptText(message.content, mentionNames(message)),
      pictures: read.filter((result) => typeof result !== 'string'),
      notes: [
        ...read.filter((result) => typeof result === 'string'),
        ...sources.slice(MAX_INPUTS).map(({ name }) => note(name, 'I take ten pictures at most.')),
      ],
    };
  }
}

async function readOrNote({ name, read }: PictureSource): Promise<Picture | string> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return note(name, error.sentence);
  }
}

/** File names are untrusted: one line, no markdown of their own. */
function note(name: string, sentence: string): string {
  const plain = cut(name.replaceAll(/[^\p{L}\p{N} ._()-]/gu, ''), NAME_MAX);
  return `**${plain || 'a file'}** was left out. ${sentence}`;
}
