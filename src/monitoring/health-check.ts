import type { InjectionToken } from 'tsyringe';

/** One thing that the bot cannot do its work without. */
export interface HealthCheck {
  readonly name: 'gateway' | 'database' | 'images' | 'queue';

  /** Resolves when it is well. @throws AppError that says what is not. */
  run(): Promise<void>;
}

export const HEALTH_CHECKS: InjectionToken<readonly HealthCheck[]> = Symbol('HealthChecks');
