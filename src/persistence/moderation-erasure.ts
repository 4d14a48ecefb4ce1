import { inject, injectable } from 'tsyringe';
import { MoreThan, type DataSource, type Repository } from 'typeorm';

import {
  entryAbout,
  entryIn,
  withoutOwner,
  type EntryAboutPerson,
  type EntryOwner,
} from '../interactions/moderation-entry.js';
import { DATA_SOURCE } from './database/database.js';
import { textsOf } from './encryption/encrypting-data-source.js';
import { ModerationEntryEntity } from './moderation-entry.entity.js';
import { keepMessage } from './moderation-message.js';
import { storage } from './storage-errors.js';

/** How many rows are looked at in one statement. */
const BATCH_SIZE = 100;

/** A row that a person or a server stands in, and the text that is left of it; null: nothing. */
interface Found {
  readonly row: ModerationEntryEntity;
  readonly left: string | null;
}

/**
 * The rows of the moderation log as personal data. Every method throws `AppError` `storage.*` when
 * the database fails.
 */
@injectable()
export class ModerationErasure {
  private readonly rows: Repository<ModerationEntryEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(ModerationEntryEntity);
  }

  /** In how many rows a person or a server stands. It reads all of them. */
  async count(owner: EntryOwner): Promise<number> {
    let count = 0;
    for await (const found of this.among(owner)) count += found.length;
    return count;
  }

  /** What moderators noted about a person. It reads all rows. */
  async aboutPerson(id: string): Promise<EntryAboutPerson[]> {
    const about: EntryAboutPerson[] = [];
    for await (const found of this.among({ kind: 'person', id }))
      for (const { row } of found) {
        const entry = entryIn(row.entry);
        if (entry !== null) about.push(entryAbout(entry, id));
      }
    return about;
  }

  /** Takes a person or a server out of all of them. It can be repeated. */
  async remove(owner: EntryOwner): Promise<void> {
    for await (const found of this.among(owner))
      for (const { row, left } of found)
        if (left === null) await this.removeRow(row);
        else await this.replace(row, left);
  }

  /** Where it was posted is kept, so that the message is deleted when its time is over. */
  private async removeRow({ key, notedAt, channelId, messageId }: ModerationEntryEntity) {
    if (channelId !== null && messageId !== null)
      await keepMessage(this.rows, { channelId, messageId, notedAt });
    await storage(this.rows.delete({ key }));
  }

  private async replace({ key }: ModerationEntryEntity, left: string): Promise<void> {
    const { entry } = textsOf(this.dataSource).sealed(this.rows.metadata, { key, entry: left });
    await storage(this.rows.update({ key }, { entry }));
  }

  /** Of each batch of rows those that they stand in, and so often none. */
  private async *among(owner: EntryOwner): AsyncGenerator<readonly Found[]> {
    for (let afterKey = ''; ;) {
      const batch = await storage(
        this.rows.find({
          where: { key: MoreThan(afterKey) },
          order: { key: 'ASC' },
          take: BATCH_SIZE,
        }),
      );
      yield batch.flatMap((row) => foundIn(row, owner) ?? []);
      const last = batch.at(-1);
      if (last === undefined) return;
      afterKey = last.key;
    }
  }
}

/** Null: they do not stand in it. */
function foundIn(row: ModerationEntryEntity, owner: EntryOwner): Found | null {
  const { kind, id } = owner;
  if ((kind === 'person' ? row.personId : row.guildId) === id) return { row, left: null };
  const entry = entryIn(row.entry);
  const left = entry && withoutOwner(entry, owner);
  return left === entry ? null : { row, left: left && JSON.stringify(left) };
}
