import type { InjectionToken } from 'tsyringe';

/** Limits of model use for one process, one person and one picture. */
export interface GenerationLimits {
  /** Pictures made at the same time in this process. */
  readonly concurrency: number;
  /** Pictures made at the same time for one person. */
  readonly concurrencyPerPerson: number;
  /** Attempts for one picture. */
  readonly maxAttempts: number;
}

export const GENERATION_LIMITS: InjectionToken<GenerationLimits> = Symbol('GenerationLimits');
