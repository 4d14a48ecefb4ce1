import { Message } from 'discord.js';
import type { GuardFunction } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';
import { isComment, isMarked, isMeant, PENCIL } from '../intake/mention/comments.js';
import { isForBot } from '../intake/mention/mention-names.js';
import { toDiscordError } from '../discord-errors.js';
import type { Subject } from './error-guard.js';
import { placeOf } from './place-permissions.js';

/**
 * The first global guard: a comment under one of the bot's messages is no request, and gets a
 * pencil only. Once who wrote it presses that, it passes like any other message for the bot.
 */
@injectable()
export class CommentGuard {
  constructor(@inject(LOGGER) private readonly logger: Logger) {}

  readonly guard: GuardFunction<Subject> = async (subject, _client, next) => {
    const first: unknown = Array.isArray(subject) ? subject[0] : null;
    const isOnlyComment = first instanceof Message && isForBot(first) && isComment(first);
    if (isOnlyComment && !(await this.isMeant(first))) await this.mark(first);
    else await next();
  };

  private async isMeant(comment: Message): Promise<boolean> {
    try {
      return await isMeant(comment);
    } catch (cause) {
      const err = toDiscordError(cause);
      this.logger.warn({ messageId: comment.id, err }, 'Who pressed a pencil could not be read');
      return false;
    }
  }

  private async mark(comment: Message): Promise<void> {
    if (isMarked(comment) || !placeOf(comment).mayReact) return;
    try {
      await comment.react(PENCIL);
    } catch (cause) {
      this.logger.debug({ messageId: comment.id, err: toDiscordError(cause) }, 'Could not react');
    }
  }
}
