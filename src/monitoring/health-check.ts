import type { InjectionToken } from 'tsyringe';

/** A check of one part that the bot needs to work. */
export interface HealthCheck {
  readonly name: 'gateway' | 'database' | 'images' | 'queue';

  /** Resolves when the check passed. @throws AppError that says what failed. */
  run(): Promise<void>;
}

export const HEALTH_CHECKS: InjectionToken<readonly HealthCheck[]> = Symbol('HealthChecks');
