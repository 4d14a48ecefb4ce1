import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { MODERATION, type Moderation } from '../../../config/moderation.js';
import { unusedBefore } from '../../../config/retention-days.js';
import { ModerationEntries, type PostedEntry } from '../../../persistence/moderation-entries.js';
import { removeFilesBefore } from '../../../persistence/moderation-files.js';
import { AppError } from '../../../platform/app-error.js';
import { CLOCK, type Clock } from '../../../platform/clock.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { deleteCardAsBot } from '../../cards/answering/channel-cards.js';
import { serves } from '../../gateway/shards/served-shards.js';

const BATCH_SIZE = 100;

/** How long a message is looked for that cannot be deleted. */
const GIVEN_UP_AFTER_DAYS = 7;

/** Removes what the moderation log has kept for its time: messages, rows and files. */
@injectable()
export class LogCleanup {
  constructor(
    private readonly client: Client,
    private readonly entries: ModerationEntries,
    @inject(MODERATION) private readonly moderation: Pick<Moderation, 'log'>,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * A message that cannot be deleted now is tried again for a week. Those of another process's
   * servers are its own.
   *
   * @throws AppError `storage.*`; the reason of `signal`.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { days, folder } = this.moderation.log;
    const nowMs = this.clock.now();
    if (folder !== null) await removeFilesBefore(folder, unusedBefore(nowMs, days));
    const time = unusedBefore(nowMs, days);
    for (let afterKey = ''; ;) {
      signal.throwIfAborted();
      const old = await this.entries.before(time, afterKey, BATCH_SIZE);
      const last = old.at(-1);
      if (last === undefined) break;
      afterKey = last.key;
      const gone: string[] = [];
      for (const entry of old) if (await this.isGone(entry, signal)) gone.push(entry.key);
      await this.entries.remove(gone);
    }
    await this.entries.removeBefore(unusedBefore(nowMs, days + GIVEN_UP_AFTER_DAYS));
  }

  private async isGone(
    { guildId, channelId, messageId }: PostedEntry,
    signal: AbortSignal,
  ): Promise<boolean> {
    signal.throwIfAborted();
    if (channelId === null || messageId === null) return true;
    if (!serves(this.client, guildId)) return false;
    try {
      await deleteCardAsBot(this.client, { channelId, messageId });
      return true;
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      this.logger.debug({ channelId, err }, 'A message of the moderation log could not be deleted');
      return false;
    }
  }
}
