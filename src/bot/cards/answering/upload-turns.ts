import { HTTPError } from 'discord.js';
import PQueue from 'p-queue';

import { AppError } from '../../../platform/app-error.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import { MAX_UPLOADS_AT_ONCE } from '../../gateway/time-limits.js';
import { toDiscordError } from '../../discord-errors.js';
import { LINE_TOO_SLOW } from './sentences.js';

/**
 * Makes a few uploads at a time, and one of each person: however many somebody asks for, others
 * wait for one of them at most.
 */
export class UploadTurns {
  private readonly people = new KeyedMutex();
  private readonly slots = new PQueue({ concurrency: MAX_UPLOADS_AT_ONCE });

  /**
   * Sends a file when its turn comes.
   *
   * @throws AppError `discord.upload_failed` when the line to Discord did not carry it, and what
   * `send` throws.
   */
  async run<T>(personId: string, send: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const sending = async () => {
        try {
          resolve(await send());
        } catch (error) {
          const known = toDiscordError(error);
          reject(isLineTrouble(known) ? uploadFailed(known) : error);
        }
      };
      this.people.run(personId, () => this.slots.add(sending)).catch(reject);
    });
  }
}

/** Whether Discord gave no answer at all, so that the line may be the reason. */
export function isLineTrouble({ code, cause }: AppError): boolean {
  const isAnswered = cause instanceof Error && cause.cause instanceof HTTPError;
  return code === 'discord.unavailable' && !isAnswered;
}

function uploadFailed(cause: unknown): AppError {
  return new AppError({
    code: 'discord.upload_failed',
    retryable: true,
    userMessage: LINE_TOO_SLOW,
    cause,
  });
}
