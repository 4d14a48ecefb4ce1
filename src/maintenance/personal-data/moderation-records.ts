import { inject, injectable } from 'tsyringe';

import { MODERATION_LOG_FOLDER, type ModerationLogFolder } from '../../config/moderation.js';
import type { EntryAboutPerson, EntryOwner } from '../../interactions/moderation-entry.js';
import { ModerationChannels } from '../../persistence/moderation-channels.js';
import { ModerationErasure } from '../../persistence/moderation-erasure.js';
import { countInFiles, removeFromFiles } from '../../persistence/moderation-files.js';

/**
 * What moderators keep of a person or a server, in the database and in files. Every method throws
 * `AppError` `storage.*`.
 */
@injectable()
export class ModerationRecords {
  constructor(
    private readonly entries: ModerationErasure,
    private readonly channels: ModerationChannels,
    @inject(MODERATION_LOG_FOLDER) private readonly log: ModerationLogFolder,
  ) {}

  /** Rows and lines of files, and the channel that a server has chosen. */
  async count(owner: EntryOwner): Promise<number> {
    const { folder } = this.log;
    const lines = folder === null ? 0 : await countInFiles(folder, owner);
    const hasChannel = owner.kind === 'server' && (await this.channels.of(owner.id)) !== null;
    return (await this.entries.count(owner)) + lines + (hasChannel ? 1 : 0);
  }

  /** What the rows say of a person; the files of whoever runs the bot say the same. */
  async aboutPerson(personId: string): Promise<EntryAboutPerson[]> {
    return this.entries.aboutPerson(personId);
  }

  /** It can be repeated. */
  async remove(owner: EntryOwner): Promise<void> {
    const { folder } = this.log;
    if (owner.kind === 'server') await this.channels.remove(owner.id);
    await this.entries.remove(owner);
    if (folder !== null) await removeFromFiles(folder, owner);
  }
}
