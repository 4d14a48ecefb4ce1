import { inject, injectable } from 'tsyringe';

import { MODERATION, type Moderation } from '../../../config/moderation.js';
import type { ModerationEntry } from '../../../interactions/moderation-entry.js';
import { ModerationChannels } from '../../../persistence/moderation-channels.js';
import { ModerationEntries } from '../../../persistence/moderation-entries.js';
import { appendToFile } from '../../../persistence/moderation-files.js';
import { CLOCK, type Clock } from '../../../platform/clock.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';

/** What is to be noted; when it is, the log knows itself. */
export type Noted = Omit<ModerationEntry, 'at'>;

/** Whether it was noted now, was there already, or nobody wants it. */
export type NoteOutcome = 'noted' | 'known' | 'unwanted';

/**
 * Notes what moderators want to know of: for the channel that a server has chosen, in the files of
 * whoever runs the bot, or both. Where neither is wanted, nothing is kept.
 */
@injectable()
export class ModerationLog {
  private onNoted: (guildId: string) => void = () => undefined;

  constructor(
    private readonly entries: ModerationEntries,
    private readonly channels: ModerationChannels,
    @inject(MODERATION) private readonly moderation: Pick<Moderation, 'log'>,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Calls `listener` whenever something is to be posted in a server. */
  follow(listener: (guildId: string) => void): void {
    this.onNoted = listener;
  }

  /**
   * Notes an entry, once. The file comes first: after a kill in between, a line may be there twice,
   * with the same key.
   *
   * @throws AppError `storage.*`
   */
  async note(noted: Noted): Promise<NoteOutcome> {
    const { folder, withPrompts } = this.moderation.log;
    const { guildId, key } = noted;
    const channelId = guildId === null ? null : await this.channels.of(guildId);
    if (channelId === null && folder === null) return 'unwanted';
    if (await this.entries.has(key)) return 'known';
    const at = new Date(this.clock.now()).toISOString();
    const entry = { ...noted, at, prompt: withPrompts ? noted.prompt : null };
    if (folder !== null) await appendToFile(folder, entry);
    await this.entries.add(entry, channelId);
    if (guildId !== null && channelId !== null) this.onNoted(guildId);
    return 'noted';
  }

  /** The same where what is noted goes on, whatever becomes of the note. */
  async noteIfPossible(noted: Noted): Promise<void> {
    try {
      await this.note(noted);
    } catch (err) {
      this.logger.error({ action: noted.action, err }, 'The moderation log failed');
    }
  }
}
