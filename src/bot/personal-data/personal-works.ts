import type { MessageEditAttachmentData } from 'discord.js';
import { injectable } from 'tsyringe';

import { ExportEntries } from '../../maintenance/personal-data/export-entries.js';
import { exportParts } from '../../maintenance/personal-data/export-parts.js';
import { Forgetting } from '../../maintenance/personal-data/forgetting.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { RemovedCardEdits } from '../deletions/removed-card-edits.js';
import type { CommandAnswer } from '../intake/command/command-answer.js';
import { subjectOf } from './forgotten-subject.js';
import { exported, EXPORTING, forgotten, STILL_AT_IT } from './sentences.js';

/** What Discord takes from a bot in any server; larger archives would be in memory whole. */
const MAX_PART_BYTES = 10 * 1024 * 1024;

/** As many files as a message has. */
const MAX_FILES = 10;

/** Carries out what people ask for about their own data. Each may be repeated. */
@injectable()
export class PersonalWorks {
  /** The exports of one person come one after the other. */
  private readonly exports = new KeyedMutex();

  constructor(
    private readonly forgetting: Forgetting,
    private readonly cards: RemovedCardEdits,
    private readonly entries: ExportEntries,
  ) {}

  /**
   * Erases what was noted, and tells what is gone.
   *
   * @throws AppError `storage.*` or `discord.*`; it goes on without the answer then.
   */
  async forget(
    personId: string,
    interactionId: string | null,
    answer: CommandAnswer,
  ): Promise<void> {
    const done = await this.forgetting.carryOut(subjectOf(personId, interactionId));
    this.cards.wake();
    await answer.show({ content: done === null ? STILL_AT_IT : forgotten(done) });
  }

  /**
   * One archive after the other joins the answer, so that one is in memory at a time: also where a
   * person asks many times, since each answer waits for the one before.
   *
   * @param maxBytes the most that Discord takes of a file.
   * @throws AppError `storage.*` or `discord.*`
   */
  async export(personId: string, maxBytes: number, answer: CommandAnswer): Promise<void> {
    await this.exports.run(personId, () => this.exportAll(personId, maxBytes, answer));
  }

  private async exportAll(
    personId: string,
    maxBytes: number,
    answer: CommandAnswer,
  ): Promise<void> {
    const amount = { interactions: 0, images: 0, files: 0, tooLarge: 0, hasMore: false };
    let there: MessageEditAttachmentData[] = [];
    const limit = Math.min(maxBytes, MAX_PART_BYTES);
    for await (const part of exportParts(this.entries.of(personId), limit)) {
      if (amount.files === MAX_FILES) {
        amount.hasMore = true;
        break;
      }
      amount.files += 1;
      amount.interactions += part.interactions;
      amount.images += part.images;
      amount.tooLarge += part.tooLarge;
      const file = { attachment: part.bytes, name: `my-data-${amount.files}.tar.gz` };
      const shown = await answer.show({ content: EXPORTING, files: [file], attachments: there });
      there = shown.attachments.map(({ id }) => ({ id }));
    }
    await answer.show({ content: exported(amount), attachments: there });
  }
}
