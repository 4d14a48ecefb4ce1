import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { ModelRecords, type ModelRecord } from '../persistence/model-records.js';
import { isTransient } from '../interactions/generation-failure.js';
import { IMAGE_MODEL, type ImageModel } from './models/image-model.js';
import { ModelError } from '../interactions/model-error.js';

/** As many failures in a row, and the model counts as dead. */
const MAX_FAILURES_IN_A_ROW = 5;
const FIRST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/** How much the newest picture counts in the running average. */
const NEWEST_SHARE = 0.2;

/**
 * What calls have shown of the image model: how long it takes, and whether it is worth asking. After
 * five failures in a row it is left alone for ever longer, then one call at a time tries it; a model
 * that names a time to come back is left alone until then. All of it is there after a restart.
 */
@injectable()
export class ModelHealth {
  private record: ModelRecord;

  constructor(
    @inject(IMAGE_MODEL) model: ImageModel,
    private readonly records: ModelRecords,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.record = { name: model.name, averageMs: null, failuresInARow: 0, openUntil: null };
  }

  /** Takes over what a former process knew. */
  async load(): Promise<void> {
    this.record = (await this.records.load(this.record.name)) ?? this.record;
  }

  /** The running average of the time one picture takes, in milliseconds; null before the first. */
  get averageMs(): number | null {
    return this.record.averageMs;
  }

  /** Until when the model is left alone, in milliseconds since the Unix epoch; null: it is not. */
  get openUntilMs(): number | null {
    const { openUntil } = this.record;
    const untilMs = openUntil === null ? 0 : Date.parse(openUntil);
    return untilMs > this.clock.now() ? untilMs : null;
  }

  /** Whether the model counts as dead until a call succeeds. */
  get isTripped(): boolean {
    return this.record.failuresInARow >= MAX_FAILURES_IN_A_ROW;
  }

  /** Whether the model may be asked, while `running` calls are under way. */
  mayBeAsked(running: number): boolean {
    return this.openUntilMs === null && (!this.isTripped || running === 0);
  }

  /**
   * Makes one call of the model and notes how it went; one that `signal` called off says nothing.
   *
   * @throws what `call` throws.
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
      return answer;
    } catch (error) {
      if (!signal.aborted) await this.note(this.afterFailure(error));
      throw error;
    }
  }

  private averageWith(durationMs: number): number {
    const { averageMs } = this.record;
    if (averageMs === null) return Math.round(durationMs);
    return Math.round(averageMs + NEWEST_SHARE * (durationMs - averageMs));
  }

  private afterFailure(error: unknown): Partial<ModelRecord> {
    // A model that refuses a prompt is well.
    if (!isTransient(error)) return { failuresInARow: 0, openUntil: null };
    const failuresInARow = this.record.failuresInARow + 1;
    const beyond = failuresInARow - MAX_FAILURES_IN_A_ROW;
    const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0;
    const dead = beyond < 0 ? 0 : Math.min(FIRST_OPEN_MS * 2 ** beyond, LONGEST_OPEN_MS);
    const openMs = Math.max(Math.min(asked, LONGEST_OPEN_MS), dead);
    const openUntil = openMs === 0 ? null : new Date(this.clock.now() + openMs).toISOString();
    return { failuresInARow, openUntil };
  }

  private async note(changes: Partial<ModelRecord>): Promise<void> {
    const { isTripped } = this;
    this.record = { ...this.record, ...changes };
    const { name, openUntil } = this.record;
    if (this.isTripped !== isTripped) {
      this.logger.warn(
        { model: name, openUntil },
        isTripped ? 'Circuit breaker closed' : 'Circuit breaker opened',
      );
    }
    try {
      await this.records.save(this.record);
    } catch (err) {
      // Only the next start would know less; no picture depends on it.
      this.logger.warn({ err }, 'Model record could not be saved');
    }
  }
}
