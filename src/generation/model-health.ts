import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { ModelRecords, type ModelRecord } from '../persistence/model-records.js';
import { GENERATION_FAILURES, type FailureKind } from '../interactions/failure-kinds.js';
import { IMAGE_MODEL, type ImageModel } from './models/image-model.js';
import { ModelError } from '../interactions/model-error.js';
import { afterSickness, afterSuccess, isOpen, openUntilMs, withTrial } from './circuit-breaker.js';
import { OperatorTrouble } from './operator-trouble.js';

/**
 * Tracks how long the image model takes, and whether to call it. After five failures in a row, the
 * circuit breaker opens, each time for longer; then it allows one call at a time. When the model
 * names a time to retry, it is not called before then. All processes share the record.
 */
@injectable()
export class ModelHealth {
  private record: ModelRecord;
  /** The `openUntil` with which this process has the one call that a half-open breaker allows. */
  private trialUntil: string | null = null;

  constructor(
    @inject(IMAGE_MODEL) model: ImageModel,
    private readonly records: ModelRecords,
    private readonly trouble: OperatorTrouble,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.record = { name: model.name, averageMs: null, failuresInARow: 0, openUntil: null };
  }

  /** Learns what other processes, or a former one, have found out. To be called regularly. */
  async refresh(): Promise<void> {
    await this.change((record) => {
      if (!this.hasTrial(record)) return null;
      const extended = withTrial(record, this.clock.now());
      this.trialUntil = extended.openUntil;
      return extended;
    });
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
    return openUntilMs(this.record, this.clock.now());
  }

  /** Whether the circuit breaker is open or half-open. It closes when a call succeeds. */
  get isBreakerOpen(): boolean {
    return isOpen(this.record);
  }

  /** Whether another call of the model is allowed while `running` calls are active. */
  allowsCall(running: number): boolean {
    return this.openUntilMs === null && (!this.isBreakerOpen || running === 0);
  }

  /**
   * Asks, right before a call, whether all processes together allow it. A half-open circuit breaker
   * allows one, until {@link endTurn}.
   */
  async takeTurn(): Promise<boolean> {
    let isAllowed = true;
    let trial: ModelRecord | null = null;
    await this.change((record) => {
      isAllowed = openUntilMs(record, this.clock.now()) === null;
      trial = isAllowed && isOpen(record) ? withTrial(record, this.clock.now()) : null;
      return trial;
    });
    if (trial !== null) this.trialUntil = this.record.openUntil;
    return isAllowed;
  }

  /** Lets the next one call where the call of {@link takeTurn} was not made, or told nothing. */
  async endTurn(): Promise<void> {
    if (this.trialUntil === null) return;
    await this.change((record) => (this.hasTrial(record) ? { ...record, openUntil: null } : null));
    this.trialUntil = null;
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
      const durationMs = this.clock.now() - startedMs;
      await this.change((record) => afterSuccess(record, durationMs));
      await this.trouble.isOver();
      return answer;
    } catch (error) {
      if (!signal.aborted) await this.observeFailure(error);
      throw error;
    }
  }

  private async observeFailure(error: unknown): Promise<void> {
    const sign = signOf(error);
    if (sign === 'refuses the bot' && error instanceof AppError) await this.trouble.report(error);
    if (sign === 'works')
      await this.change((record) => ({ ...record, failuresInARow: 0, openUntil: null }));
    if (sign !== 'is sick') return;
    const askedMs = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    await this.change((record) => {
      const { trialUntil } = this;
      return afterSickness(record, { nowMs: this.clock.now(), askedMs, trialUntil });
    });
  }

  private hasTrial({ openUntil }: ModelRecord): boolean {
    return this.trialUntil !== null && this.trialUntil === openUntil;
  }

  private async change(transition: (record: ModelRecord) => ModelRecord | null): Promise<void> {
    const wasOpen = this.isBreakerOpen;
    try {
      this.record = await this.records.change(this.record.name, transition);
    } catch (err) {
      // No picture depends on the record. Until the storage works again, this process knows alone.
      this.record = transition(this.record) ?? this.record;
      this.logger.warn({ err }, 'Model record could not be saved');
    }
    if (this.isBreakerOpen === wasOpen) return;
    const { name, openUntil } = this.record;
    this.logger.warn(
      { model: name, openUntil },
      wasOpen ? 'Circuit breaker closed' : 'Circuit breaker opened',
    );
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
