import { stat } from 'node:fs/promises';

import { inject, injectable } from 'tsyringe';

import { MODERATION, type Moderation } from '../../../config/moderation.js';
import { WordList } from '../../../interactions/word-list.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { readWordList } from './word-list-file.js';

const NO_WORDS = new WordList([]);

/** The words that prompts may not have, from a file that is read again when it changes. */
@injectable()
export class ListedWords {
  private list: WordList | null = null;
  /** What the file was when it was read last, whether or not it could be used. */
  private seen = '';
  private reading: Promise<void> = Promise.resolve();

  constructor(
    @inject(MODERATION) private readonly moderation: Pick<Moderation, 'wordListFile'>,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Reads the list, so that a start tells what is wrong with it.
   *
   * @throws AppError `config.word_list`
   */
  async load(): Promise<void> {
    const file = this.moderation.wordListFile;
    if (file === null) return;
    await this.inTurn(file);
    this.logger.info({ entries: this.list?.size }, 'Read the word list');
  }

  /**
   * The first listed word or phrase in a text, as the list spells it; null: none. When the file has
   * become unusable, the words that were read last hold.
   *
   * @throws AppError `config.word_list` when the list could never be read.
   */
  async firstIn(text: string): Promise<string | null> {
    const file = this.moderation.wordListFile;
    if (file === null || text === '') return null;
    await this.inTurn(file);
    return (this.list ?? NO_WORDS).firstIn(text);
  }

  /** One reading at a time, so that an older one cannot replace a newer one. */
  private async inTurn(file: string): Promise<void> {
    const before = this.reading;
    const own = before.catch(() => undefined).then(() => this.readIfChanged(file));
    this.reading = own;
    // The next one has its own outcome.
    own.catch(() => undefined);
    await own;
  }

  private async readIfChanged(file: string): Promise<void> {
    const look = await lookOf(file);
    if (look === this.seen && this.list !== null) return;
    try {
      const list = await readWordList(file);
      if (this.list !== null) this.logger.info({ entries: list.size }, 'Read the word list again');
      this.list = list;
      this.seen = look;
    } catch (err) {
      if (this.list === null) throw err;
      if (look !== this.seen)
        this.logger.error({ err }, 'The word list cannot be used; the former one holds');
      this.seen = look;
    }
  }
}

/** What tells two versions of a file apart; empty when there is no file. */
async function lookOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file);
    return [ino, size, mtimeMs, ctimeMs].join(' ');
  } catch {
    // Reading it says why.
    return 'none';
  }
}
