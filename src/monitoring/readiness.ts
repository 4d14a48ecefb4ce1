import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { codeOf } from '../platform/code-of.js';
import { HEALTH_CHECKS, type HealthCheck } from './health-check.js';

/** How the parts of the bot are: `ok`, or the code of what is not. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: Readonly<Partial<Record<HealthCheck['name'], string>>>;
}

/** No watcher waits longer than that; whatever has not answered by then is not well. */
const TIMEOUT_MS = 2_000;
const TIMED_OUT = 'timed_out';

/** However often somebody asks, the parts are looked at no more often than that. */
const MAX_AGE_MS = 500;

/** Looks whether the bot can do its work, each part within a bounded time. */
@injectable()
export class Readiness {
  private report: Promise<ReadinessReport> | null = null;
  private readAtMs = Number.NEGATIVE_INFINITY;
  /** Looks that have not ended, maybe long after their time: nobody begins a second one beside. */
  private readonly underWay = new Map<HealthCheck, Promise<string>>();
  private readonly last = new Map<HealthCheck, string>();

  constructor(
    @inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never rejects, and takes two seconds at most. Who asks at the same moment gets the same. */
  async read(): Promise<ReadinessReport> {
    if (this.report === null || Math.abs(this.clock.now() - this.readAtMs) >= MAX_AGE_MS) {
      this.readAtMs = this.clock.now();
      this.report = this.look();
    }
    return this.report;
  }

  private async look(): Promise<ReadinessReport> {
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
    const tooLate = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(TIMED_OUT), TIMEOUT_MS);
    });
    const result = await Promise.race([this.begin(check), tooLate]);
    clearTimeout(timer);
    this.logChange(check, result);
    return result;
  }

  private begin(check: HealthCheck): Promise<string> {
    const begun = this.underWay.get(check) ?? this.run(check);
    this.underWay.set(check, begun);
    return begun;
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
      this.underWay.delete(check);
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
