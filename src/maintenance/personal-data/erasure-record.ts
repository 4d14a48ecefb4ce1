import type { RemovableInteraction } from '../../persistence/removable-interaction.js';
import {
  NOTHING_ERASED,
  type ErasureCounts,
  type ErasureProgress,
  type Erasures,
  type TakenErasure,
} from '../../persistence/erasures.js';
import { AppError } from '../../platform/app-error.js';

/** How often a worker says at least that it lives. */
const NOTE_EVERY_MS = 10_000;

/**
 * Counts what one erasure has done, in its row, so that the count survives a kill. Every method
 * throws `AppError` `storage.*`; `storage.in_use` when another worker has taken over.
 */
export class ErasureRecord {
  private progress: ErasureProgress;
  private notedAtMs = performance.now();

  constructor(
    private readonly erasures: Erasures,
    private readonly taken: TakenErasure,
    private readonly onProgress: (done: ErasureCounts) => void,
  ) {
    this.progress = taken.progress;
  }

  get subject() {
    return this.taken.subject;
  }

  /** What was made later stays. */
  get requestedAt(): string {
    return this.taken.requestedAt;
  }

  get done(): ErasureCounts {
    return this.progress.done;
  }

  /** The interaction that was about to go, when a former worker died. */
  get next(): ErasureProgress['next'] {
    return this.progress.next;
  }

  /** Notes that an interaction goes next, before anything of it does. */
  async begin(
    { id, imageKeys }: RemovableInteraction,
    counts: Partial<ErasureCounts>,
  ): Promise<void> {
    const next = { id, imageKeys, counts: { ...NOTHING_ERASED, ...counts } };
    await this.note({ ...this.progress, next });
  }

  /**
   * The interaction of {@link begin} is gone. It is counted in memory; the next note stores that,
   * and until then a next start finds out by itself.
   */
  end(isGone: boolean): void {
    const { done, next } = this.progress;
    if (next === null) return;
    this.progress = { done: isGone ? sum(done, next.counts) : done, next: null };
    this.onProgress(this.done);
  }

  /** Counts something, and notes it; nothing is noted only now and then. */
  async add(counts: Partial<ErasureCounts>): Promise<void> {
    const isNothing = Object.values(counts).every((one) => one === 0);
    if (isNothing && performance.now() - this.notedAtMs < NOTE_EVERY_MS) return;
    await this.note({ ...this.progress, done: sum(this.done, counts) });
    this.onProgress(this.done);
  }

  private async note(progress: ErasureProgress): Promise<void> {
    if (!(await this.erasures.note(this.taken, progress))) throw takenOver();
    this.progress = progress;
    this.notedAtMs = performance.now();
  }
}

function sum(one: ErasureCounts, other: Partial<ErasureCounts>): ErasureCounts {
  return {
    interactions: one.interactions + (other.interactions ?? 0),
    images: one.images + (other.images ?? 0),
    imageBytes: one.imageBytes + (other.imageBytes ?? 0),
    cards: one.cards + (other.cards ?? 0),
    cardsOutOfReach: one.cardsOutOfReach + (other.cardsOutOfReach ?? 0),
    others: one.others + (other.others ?? 0),
    records: one.records + (other.records ?? 0),
  };
}

function takenOver(): AppError {
  return new AppError({
    code: 'storage.in_use',
    retryable: true,
    userMessage: 'Another process has taken this over and goes on with it.',
  });
}
