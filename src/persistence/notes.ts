import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { NoteEntity } from './note.entity.js';
import { storage } from './storage-errors.js';

/** What a note is about. */
export type NoteName =
  | 'operator-trouble'
  | 'retention-days'
  | `settings of ${'person' | 'server'} ${string}`;

/**
 * Short texts about the bot itself and about how people use it, which survive a restart, one for each
 * name. Every method throws
 * `AppError` `storage.*`.
 */
@injectable()
export class Notes {
  private readonly rows: Repository<NoteEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(NoteEntity);
  }

  /** The content of a note, or null if there is none. */
  async load(name: NoteName): Promise<string | null> {
    return (await storage(this.rows.findOneBy({ name })))?.content ?? null;
  }

  /** Stores a note; it replaces the former one of this name. */
  async save(name: NoteName, content: string): Promise<void> {
    await storage(this.rows.upsert({ name, content }, ['name']));
  }

  /** Removes a note, if there is one. */
  async remove(name: NoteName): Promise<void> {
    await storage(this.rows.delete({ name }));
  }
}
