import { ServingOrder } from '../../platform/serving-order.js';

/**
 * How urgent a job is. `first`: a picture that was paid for, or that an answer waits for. `next`:
 * an upload. `last`: nobody waits for it.
 */
export type Urgency = 'first' | 'next' | 'last';

const URGENCIES: readonly Urgency[] = ['first', 'next', 'last'];

/** What the queue knows of a job. */
export interface QueuedJob {
  readonly urgency: Urgency;
  /** For whom it is done. Jobs for nobody in particular share a name that no person has. */
  readonly personId: string;
  /** The memory that its pictures need decoded. */
  readonly weightBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** Jobs at the same time, each in a process of its own. */
const MAX_RUNNING = 3;

/** One is left to the others, however long a person's pictures take. */
const MAX_RUNNING_OF_ONE = 2;

/** Jobs up to this weight run whenever there is a process; heavier ones share the budget. */
const LIGHT_BYTES = 64 * MEBIBYTE;

/**
 * What heavy jobs may weigh together. One that is heavier than this runs without another heavy one.
 */
const HEAVY_BUDGET_BYTES = 256 * MEBIBYTE;

/**
 * Decides which job runs next. Urgent ones come first; among equals, the person who was served
 * longest ago is next. Light jobs pass heavy ones that wait for their budget; heavy jobs never pass
 * each other, so each has its turn.
 */
export class JobQueue<T extends QueuedJob> {
  private readonly waiting = new Set<T>();
  private readonly running = new Set<T>();
  private readonly order = new ServingOrder();

  add(job: T): void {
    this.waiting.add(job);
  }

  /** Whether the job was still waiting. It will not be taken then. */
  remove(job: T): boolean {
    return this.waiting.delete(job);
  }

  /** The next job that may run now. It counts as running until it is `done`. */
  take(): T | undefined {
    if (this.running.size >= MAX_RUNNING) return undefined;
    let isBudgetFree = true;
    for (const job of this.inOrder()) {
      if (this.countOf(job.personId) >= MAX_RUNNING_OF_ONE) continue;
      if (isHeavy(job)) {
        isBudgetFree &&= this.fitsBudget(job);
        if (!isBudgetFree) continue;
      }
      this.waiting.delete(job);
      this.running.add(job);
      this.order.markServed(job.personId);
      return job;
    }
    return undefined;
  }

  done(job: T): void {
    this.running.delete(job);
  }

  /** By urgency, then by person, then as they came. */
  private inOrder(): T[] {
    return URGENCIES.flatMap((urgency) => {
      const equals = [...this.waiting].filter((job) => job.urgency === urgency);
      return this.order.sorted(equals, ({ personId }) => personId);
    });
  }

  private countOf(personId: string): number {
    return [...this.running].filter((job) => job.personId === personId).length;
  }

  private fitsBudget({ weightBytes }: T): boolean {
    const others = [...this.running].filter(isHeavy).map((job) => job.weightBytes);
    const usedBytes = others.reduce((sum, bytes) => sum + bytes, 0);
    return usedBytes === 0 || usedBytes + weightBytes <= HEAVY_BUDGET_BYTES;
  }
}

function isHeavy({ weightBytes }: QueuedJob): boolean {
  return weightBytes > LIGHT_BYTES;
}
