import { inject, injectable } from 'tsyringe';
import { In, Like, type DataSource, type Repository } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { DATA_SOURCE } from './database/database.js';
import { textsOf } from './encryption/encrypting-data-source.js';
import { NoteEntity } from './note.entity.js';
import { isUniqueViolation, storage } from './storage-errors.js';

/** What a note is about. */
export type NoteName =
  | 'operator-trouble'
  | 'retention-days'
  | `moderation channel of server ${string}`
  | `budget of the ${'day' | 'month'}`
  | `denied person ${string}`
  | `rights of server ${string}`
  | `settings of ${'person' | 'server'} ${string}`;

interface StoredNote {
  readonly name: NoteName;
  /** Encrypted where there is a master key. */
  readonly content: string;
}

const CHANGED_MEANWHILE =
  'Others are changing this at the same moment. Nothing was changed; try again in a moment.';

/** Somebody else can be faster this often. */
const MAX_ATTEMPTS = 20;

/**
 * Short texts about the bot itself and about how people use it, which survive a restart, one for
 * each name. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class Notes {
  private readonly rows: Repository<NoteEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(NoteEntity);
  }

  /** The content of a note, or null if there is none. */
  async load(name: NoteName): Promise<string | null> {
    return (await storage(this.rows.findOneBy({ name })))?.content ?? null;
  }

  /** The contents of those notes that there are, read by one statement. */
  async loadAll(names: readonly NoteName[]): Promise<ReadonlyMap<string, string>> {
    const found = await storage(this.rows.findBy({ name: In([...names]) }));
    return new Map(found.map(({ name, content }) => [name, content]));
  }

  /**
   * The names of all notes that begin with this text, in their order. It may hold no `%`
   * and no `_`.
   */
  async namesFrom(start: string): Promise<readonly string[]> {
    const where = { name: Like(`${start}%`) };
    const found = await storage(
      this.rows.find({ select: { name: true }, where, order: { name: 'ASC' } }),
    );
    return found.map(({ name }) => name);
  }

  /**
   * Changes a note by one statement that names its former content, and again when somebody else was
   * faster, in whatever process.
   *
   * @param change of the content; null: there is no note yet. It may be called more than once.
   * @returns the content that was stored.
   */
  async change(name: NoteName, change: (content: string | null) => string): Promise<string> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const stored = await this.stored(name);
      const before = stored === null ? null : this.texts.opened(this.rows.metadata, stored).content;
      const content = change(before);
      if (before === content || (await this.replace(name, stored, content))) return content;
    }
    throw new AppError({ code: 'storage.busy', retryable: true, userMessage: CHANGED_MEANWHILE });
  }

  private get texts() {
    return textsOf(this.dataSource);
  }

  /** As it stands in the database: no text is encrypted twice in the same way. */
  private async stored(name: NoteName): Promise<StoredNote | null> {
    const row = await storage(
      this.rows
        .createQueryBuilder('note')
        .select('note.content', 'content')
        .where({ name })
        .getRawOne<{ content: string }>(),
    );
    return row === undefined ? null : { name, content: row.content };
  }

  private async replace(
    name: NoteName,
    stored: StoredNote | null,
    content: string,
  ): Promise<boolean> {
    if (stored !== null) {
      const sealed = this.texts.sealed(this.rows.metadata, { name, content });
      const { affected } = await storage(
        this.rows.update({ ...stored }, { content: sealed.content }),
      );
      return affected === 1;
    }
    try {
      await storage(this.rows.insert({ name, content }));
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
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
