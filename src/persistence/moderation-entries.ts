import { inject, injectable } from 'tsyringe';
import { In, IsNull, LessThan, Not, type DataSource, type Repository } from 'typeorm';

import { entryIn, type ModerationEntry } from '../interactions/moderation-entry.js';
import { DATA_SOURCE } from './database/database.js';
import { ModerationEntryEntity } from './moderation-entry.entity.js';
import { keepMessage } from './moderation-message.js';
import { storage } from './storage-errors.js';

/** Where an entry that is over was posted; null: nowhere. */
export interface PostedEntry {
  readonly key: string;
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly messageId: string | null;
}

/**
 * What moderators want to know of. Every method throws `AppError` `storage.*` when
 * the database fails.
 */
@injectable()
export class ModerationEntries {
  private readonly rows: Repository<ModerationEntryEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(ModerationEntryEntity);
  }

  async has(key: string): Promise<boolean> {
    return storage(this.rows.existsBy({ key }));
  }

  /** Notes an entry; noting it again changes nothing. @param channelId where it is to be posted. */
  async add(entry: ModerationEntry, channelId: string | null): Promise<void> {
    const { key, guildId, personId, at: notedAt } = entry;
    const row = { key, guildId, personId, notedAt, channelId, entry: JSON.stringify(entry) };
    await storage(
      this.rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute(),
    );
  }

  /**
   * The oldest entries of a server that were not posted yet. One that cannot be read is not posted.
   */
  async waiting(guildId: string, limit: number): Promise<ModerationEntry[]> {
    for (;;) {
      const rows = await storage(
        this.rows.find({
          where: { guildId, channelId: Not(IsNull()), messageId: IsNull() },
          order: { notedAt: 'ASC', key: 'ASC' },
          take: limit,
        }),
      );
      const unreadable = rows.filter(({ entry }) => entryIn(entry) === null);
      if (unreadable.length === 0) return rows.flatMap(({ entry }) => entryIn(entry) ?? []);
      const keys = unreadable.map(({ key }) => key);
      await storage(this.rows.update({ key: In(keys) }, { channelId: null }));
    }
  }

  /** The servers with entries that were not posted yet. */
  async guildsWaiting(): Promise<string[]> {
    const found = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('row.guildId', 'guildId')
        .distinct()
        .where('row.channelId IS NOT NULL AND row.messageId IS NULL AND row.guildId IS NOT NULL')
        .getRawMany<{ guildId: string }>(),
    );
    return found.map(({ guildId }) => guildId);
  }

  /**
   * Notes the message that shows these entries, also where some were forgotten while it was posted.
   */
  async setPosted(
    posted: readonly ModerationEntry[],
    message: { readonly channelId: string; readonly messageId: string },
  ): Promise<void> {
    const keys = posted.map(({ key }) => key);
    const { affected } = await storage(this.rows.update({ key: In(keys) }, { ...message }));
    const [first] = posted;
    if (first === undefined || affected === posted.length) return;
    await keepMessage(this.rows, { ...message, notedAt: first.at });
  }

  /** Entries noted before a time, ISO 8601 in UTC, that come after `afterKey` by their keys. */
  async before(time: string, afterKey: string, limit: number): Promise<PostedEntry[]> {
    return storage(
      this.rows
        .createQueryBuilder('row')
        .where('row.notedAt < :time AND row.key > :afterKey', { time, afterKey })
        .orderBy('row.key')
        .take(limit)
        .getMany(),
    );
  }

  async remove(keys: readonly string[]): Promise<void> {
    await storage(this.rows.delete({ key: In([...keys]) }));
  }

  /** Removes what was noted so long ago that nothing is waited for any more. */
  async removeBefore(time: string): Promise<void> {
    await storage(this.rows.delete({ notedAt: LessThan(time) }));
  }
}
