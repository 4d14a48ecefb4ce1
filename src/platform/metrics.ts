import type { InjectionToken } from 'tsyringe';

/** The kind of a person's action that the bot answers. */
export type AnswerKind = 'button' | 'select' | 'modal' | 'command' | 'mention' | 'other';

/** The status of an answer to a request that Discord calls invalid. */
export type InvalidStatus = 401 | 403 | 429;

/** An operation on the row of an interaction. */
export type RowOperation = 'create' | 'load' | 'save';

/** One call of an image model. */
export interface ModelCall {
  readonly model: string;
  /** `picture`, or the code of the error. */
  readonly outcome: string;
  readonly durationMs: number;
  /** The vendor's counts; null where it gave none. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
}

/** A generation whose card shows its outcome. */
export interface EndedGeneration {
  readonly status: 'delivered' | 'failed' | 'cancelled';
  /** Why it failed; null if it did not. */
  readonly code: string | null;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
}

/** What a cleanup removed. */
export interface CleanedUp {
  readonly interactions: number;
  /** Bytes of images, including files without a row. */
  readonly bytes: number;
  /** Files without a row. */
  readonly orphans: number;
}

/**
 * Counts events. No label may hold an id, a prompt or other words of a person: each value comes
 * from a fixed set. No method throws.
 */
export interface Metrics {
  /** @param outcome `ok`, or the code of the error. */
  rowUsed(operation: RowOperation, outcome: string, durationMs: number): void;

  /** A view was restored for a click or a modal. */
  restored(durationMs: number): void;

  /** A card could not be restored. */
  notRestorable(reason: string): void;

  /** @param failure the code of the error that the person was told; null: none. */
  answered(kind: AnswerKind, failure: string | null, durationMs: number): void;

  modelCalled(call: ModelCall): void;

  /** An attempt failed and is repeated. */
  generationRetried(reason: string): void;

  generationEnded(generation: EndedGeneration): void;

  /** Discord refused a request in a way that it counts. */
  invalidRequest(status: InvalidStatus): void;

  /** A request was not sent, because Discord had refused too many. */
  requestHeldBack(): void;

  /** A rule refused what somebody wanted. @param rule its name, or that of a budget or quota. */
  refused(rule: string): void;

  /** Whoever runs the bot was told that a budget is used to so many percent. */
  budgetNoticed(period: 'day' | 'month', percent: 80 | 100): void;

  /** @param removed null: the cleanup failed. */
  cleanedUp(removed: CleanedUp | null): void;
}

export const METRICS: InjectionToken<Metrics> = Symbol('Metrics');
