import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { ModelRecords, type ModelRecord } from '../persistence/model-records.js';
import { GENERATION_FAILURES, type FailureKind } from '../interactions/failure-kinds.js';
import { IMAGE_MODEL, type ImageModel } from './models/image-model.js';
import { ModelError } from '../interactions/model-error.js';
import { OperatorTrouble } from './operator-trouble.js';

/** After this many failures in a row, the circuit breaker opens. */
const MAX_FAILURES_IN_A_ROW = 5;
const FIRST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/** The weight of the newest picture in the running average. */
const NEWEST_SHARE = 0.2;

/**
 * Tracks how long the image model takes, and whether to call it. After five failures in a row, the
 * circuit breaker opens, each time for longer; then it allows one call at a time. When the model
 * names a time to retry, it is not called before then. The record survives a restart.
 */
@injectable()
export class ModelHealth {
  private record: ModelRecord;

  constructor(
    @inject(IMAGE_MODEL) model: ImageModel,
    private readonly records: ModelRecords,
    private readonly trouble: OperatorTrouble,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.record = { name: model.name, averageMs: null, failuresInARow: 0, openUntil: null };
  }

  /** Loads the record that a former process saved. */
  async load(): Promise<void> {
    this.record = (await this.records.load(this.record.name)) ?? this.record;
  }

  /** The running average of the time for one picture, in milliseconds; null before the first. */
  get averageMs(): number | null {
    return this.record.averageMs;
  }

  /**
   * Until when the model must not be called, in milliseconds since the Unix epoch; null: not
   * limited.
   */
  get openUntilMs(): number | null {
    const { openUntil } = this.record;
    const untilMs = openUntil === null ? 0 : Date.parse(openUntil);
    return untilMs > this.clock.now() ? untilMs : null;
  }

  /** Whether the circuit breaker is open or half-open. It closes when a call succeeds. */
  get isBreakerOpen(): boolean {
    return this.record.failuresInARow >= MAX_FAILURES_IN_A_ROW;
  }

  /** Whether another call of the model is allowed while `running` calls are active. */
  allowsCall(running: number): boolean {
    return this.openUntilMs === null && (!this.isBreakerOpen || running === 0);
  }

  /**
   * Calls the model and records the result. A call that `signal` cancelled is not recorded.
   *
   * @throws the error of `call`.
   */
  async observe<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const startedMs = this.clock.now();
    try {
      const answer = await call();
      await this.note({
        averageMs: this.averageWith(this.clock.now() - startedMs),
        failuresInARow: 0,
        openUntil: null,
      });
      await this.trouble.isOver();
      return answer;
    } catch (error) {
      if (!signal.aborted) await this.observeFailure(error);
      throw error;
    }
  }

  private averageWith(durationMs: number): number {
    const { averageMs } = this.record;
    if (averageMs === null) return Math.round(durationMs);
    return Math.round(averageMs + NEWEST_SHARE * (durationMs - averageMs));
  }

  private async observeFailure(error: unknown): Promise<void> {
    const sign = signOf(error);
    if (sign === 'refuses the bot' && error instanceof AppError) await this.trouble.report(error);
    if (sign === 'works') await this.note({ failuresInARow: 0, openUntil: null });
    if (sign === 'is sick') await this.note(this.afterFailure(error));
  }

  private afterFailure(error: unknown): Partial<ModelRecord> {
    const failuresInARow = this.record.failuresInARow + 1;
    const excess = failuresInARow - MAX_FAILURES_IN_A_ROW;
    const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    const breakerMs = excess < 0 ? 0 : Math.min(FIRST_OPEN_MS * 2 ** excess, LONGEST_OPEN_MS);
    const openMs = Math.max(Math.min(asked, LONGEST_OPEN_MS), breakerMs);
    const openUntil = openMs === 0 ? null : new Date(this.clock.now() + openMs).toISOString();
    return { failuresInARow, openUntil };
  }

  private async note(changes: Partial<ModelRecord>): Promise<void> {
    const wasOpen = this.isBreakerOpen;
    this.record = { ...this.record, ...changes };
    const { name, openUntil } = this.record;
    if (this.isBreakerOpen !== wasOpen) {
      this.logger.warn(
        { model: name, openUntil },
        wasOpen ? 'Circuit breaker closed' : 'Circuit breaker opened',
      );
    }
    try {
      await this.records.save(this.record);
    } catch (err) {
      // Only the next start has less information; no picture depends on the record.
      this.logger.warn({ err }, 'Model record could not be saved');
    }
  }
}

/** What a failed call says about the model for everybody else; null: nothing. */
function signOf(error: unknown): 'works' | 'is sick' | 'refuses the bot' | null {
  if (!(error instanceof ModelError)) return null;
  const { kind } = error;
  if (kind.isTransient || kind === GENERATION_FAILURES.call.noAnswer) return 'is sick';
  if (kind.help === 'operator') return 'refuses the bot';
  return OWN.includes(kind) ? null : 'works';
}

/** Failures before the model was asked. */
const OWN: readonly FailureKind[] = Object.values(GENERATION_FAILURES.own);
