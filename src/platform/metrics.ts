import type { InjectionToken } from 'tsyringe';

/** What a person did that was answered. */
export type AnswerKind = 'button' | 'select' | 'modal' | 'command' | 'mention' | 'other';

/** What is done to the row of an interaction. */
export type RowOperation = 'create' | 'load' | 'save';

/** One call of an image model. */
export interface ModelCall {
  readonly model: string;
  /** `picture`, or the code of the error. */
  readonly outcome: string;
  readonly durationMs: number;
  /** As the vendor counts them; null where it gave no number. */
  readonly promptTokens: number | null;
  readonly outputTokens: number | null;
}

/** A generation whose outcome its card shows. */
export interface EndedGeneration {
  readonly status: 'delivered' | 'failed' | 'cancelled';
  /** Why it failed; null where it did not. */
  readonly code: string | null;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
}

/** What a cleanup removed. */
export interface CleanedUp {
  readonly interactions: number;
  /** Bytes of images, of files without a row, too. */
  readonly bytes: number;
  /** Files without a row. */
  readonly orphans: number;
}

/**
 * Where things that happen are counted. Nothing here may hold an id, a prompt, or other words of a
 * person: every text comes from a fixed set. No method throws.
 */
export interface Metrics {
  /** @param outcome `ok`, or the code of the error. */
  rowUsed(operation: RowOperation, outcome: string, durationMs: number): void;

  /** A view was restored for a click or a modal. */
  restored(durationMs: number): void;

  /** A card could not be restored. */
  notRestorable(reason: string): void;

  /** @param failure the code of the error that the person was told instead; null: none. */
  answered(kind: AnswerKind, failure: string | null, durationMs: number): void;

  modelCalled(call: ModelCall): void;

  /** A try failed, and there will be another one. */
  generationRetried(reason: string): void;

  generationEnded(generation: EndedGeneration): void;

  /** @param removed null: it failed. */
  cleanedUp(removed: CleanedUp | null): void;
}

export const METRICS: InjectionToken<Metrics> = Symbol('Metrics');
