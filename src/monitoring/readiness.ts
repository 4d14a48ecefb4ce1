import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { codeOf } from '../platform/code-of.js';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';

/** The result of each check: `ok`, or an error code. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: Readonly<Partial<Record<HealthCheck['name'], string>>>;
}

/** A check that takes longer counts as failed. */
const TIMEOUT_MS = 2_000;
const TIMED_OUT = 'timed_out';

/** The checks run no more often than this, however often the report is requested. */
const MAX_AGE_MS = 500;

/** Checks whether the bot can do its work. Each check has a time limit. */
@injectable()
export class Readiness {
  private report: Promise<ReadinessReport> | null = null;
  private readAtMs = Number.NEGATIVE_INFINITY;
  /**
   * Checks that have not ended, even after their time limit. A check never runs twice at the same
   * time.
   */
  private readonly running = new Map<HealthCheck, Promise<string>>();
  private readonly last = new Map<HealthCheck, string>();

  constructor(
    @inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never rejects, and takes at most two seconds. Simultaneous callers get the same report. */
  async read(): Promise<ReadinessReport> {
    if (this.report === null || Math.abs(this.clock.now() - this.readAtMs) >= MAX_AGE_MS) {
      this.readAtMs = this.clock.now();
      this.report = this.runChecks();
    }
    return this.report;
  }

  private async runChecks(): Promise<ReadinessReport> {
    const results = await Promise.all(
      this.checks.map(async (check) => [check.name, await this.resultOf(check)] as const),
    );
    return {
      ready: results.every(([, result]) => result === 'ok'),
      checks: Object.fromEntries(results),
    };
  }

  private async resultOf(check: HealthCheck): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(TIMED_OUT), TIMEOUT_MS);
    });
    const result = await Promise.race([this.start(check), timedOut]);
    clearTimeout(timer);
    this.logChange(check, result);
    return result;
  }

  private start(check: HealthCheck): Promise<string> {
    const result = this.running.get(check) ?? this.run(check);
    this.running.set(check, result);
    return result;
  }

  private async run(check: HealthCheck): Promise<string> {
    try {
      await check.run();
      return 'ok';
    } catch (err) {
      if (this.last.get(check) !== codeOf(err))
        this.logger.warn({ check: check.name, err }, 'Health check failed');
      return codeOf(err);
    } finally {
      this.running.delete(check);
    }
  }

  private logChange(check: HealthCheck, result: string): void {
    const before = this.last.get(check);
    this.last.set(check, result);
    if (result === TIMED_OUT && before !== TIMED_OUT)
      this.logger.warn({ check: check.name, timeoutMs: TIMEOUT_MS }, 'Health check timed out');
    if (result === 'ok' && before !== undefined && before !== 'ok')
      this.logger.info({ check: check.name }, 'Health check passes again');
  }
}
