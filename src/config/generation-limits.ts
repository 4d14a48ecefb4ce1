import type { InjectionToken } from 'tsyringe';

/** How much of a model's time one process, one person and one picture may take. */
export interface GenerationLimits {
  /** Pictures made at once in this process. */
  readonly concurrency: number;
  /** Pictures made at once for one person. */
  readonly concurrencyPerPerson: number;
  /** How often a model is asked for one picture. */
  readonly maxAttempts: number;
}

export const GENERATION_LIMITS: InjectionToken<GenerationLimits> = Symbol('GenerationLimits');
