import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { Clock } from '../platform/clock.js';
import { CodeLabel } from './code-label.js';
import {
  ANSWER_FAILURES,
  ANSWER_KINDS,
  BUDGET_NOTICES,
  CLEANUP_OUTCOMES,
  GENERATION_OUTCOMES,
  INVALID_STATUSES,
  RESTORE_REASONS,
} from './first-labels.js';
import type {
  AnswerKind,
  CleanedUp,
  EndedGeneration,
  InvalidStatus,
  Metrics,
  ModelCall,
  RowOperation,
} from '../platform/metrics.js';

/** Seconds. Discord expects the first answer within 3 s; the bot defers after 1.5 s. */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 3, 5, 10];
/** Seconds. A load takes a fifth of a millisecond, a save half of one. */
const ROW_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3];
/** Seconds. A call may take 15 min; with waiting and retries a generation takes longer. */
const GENERATION_BUCKETS = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600];

/** Counts for Prometheus, in its own registry. */
export class PrometheusMetrics implements Metrics {
  private readonly codes = new CodeLabel();
  private readonly rows;
  private readonly rowSeconds;
  private readonly restoreSeconds;
  private readonly unrestorable;
  private readonly answerSeconds;
  private readonly answerFailures;
  private readonly modelSeconds;
  private readonly tokens;
  private readonly retries;
  private readonly generations;
  private readonly generationSeconds;
  private readonly invalidRequests;
  private readonly heldBack;
  private readonly refusals;
  private readonly budgetNotices;
  private readonly cleanups;
  private readonly removedInteractions;
  private readonly removedBytes;
  private readonly removedOrphans;
  private readonly lastCleanup;

  constructor(
    registry: Registry,
    private readonly clock: Clock,
  ) {
    const registers = [registry];
    const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
      new Counter({ name: `nanobanana_${name}`, help, labelNames, registers });
    const histogram = <L extends string>(
      name: string,
      help: string,
      buckets: number[],
      ...labelNames: L[]
    ) => new Histogram({ name: `nanobanana_${name}`, help, buckets, labelNames, registers });

    this.rows = counter(
      'interactions_total',
      'Rows of interactions used, by operation (create, load, save) and outcome (ok, or an error code).',
      'operation',
      'outcome',
    );
    this.rowSeconds = histogram(
      'row_seconds',
      'Time of one operation on the row of an interaction.',
      ROW_BUCKETS,
      'operation',
    );
    this.restoreSeconds = histogram(
      'restore_seconds',
      'Time to load an interaction and restore its view for a click.',
      ANSWER_BUCKETS,
    );
    this.unrestorable = counter(
      'not_restorable_total',
      'Clicks on cards that could not be restored, by reason.',
      'reason',
    );
    this.answerSeconds = histogram(
      'answer_seconds',
      'Time from a click, command or mention to the end of its answer.',
      ANSWER_BUCKETS,
      'kind',
    );
    this.answerFailures = counter(
      'answer_failures_total',
      'Clicks, commands and mentions whose answer was an error, by kind and code.',
      'kind',
      'code',
    );
    this.modelSeconds = histogram(
      'model_call_seconds',
      'Time of one call of the image model, by model and outcome (picture, or an error code).',
      GENERATION_BUCKETS,
      'model',
      'outcome',
    );
    this.tokens = counter(
      'model_tokens_total',
      'Tokens as the vendor counts them, by model and kind (prompt, output).',
      'model',
      'kind',
    );
    this.retries = counter(
      'generation_retries_total',
      'Failed attempts that are retried, by reason.',
      'reason',
    );
    this.generations = counter(
      'generations_total',
      'Generations that ended, by outcome (delivered, cancelled, or an error code).',
      'outcome',
    );
    this.generationSeconds = histogram(
      'generation_seconds',
      'Time from the request of a picture to the card that shows its outcome, waiting included.',
      GENERATION_BUCKETS,
      'status',
    );
    this.invalidRequests = counter(
      'discord_invalid_requests_total',
      'Requests that Discord refused with 401, 403 or 429, by status; it bans after 10,000 in 10 min.',
      'status',
    );
    this.heldBack = counter(
      'discord_held_back_requests_total',
      'Requests that were not sent, because Discord had refused too many.',
    );
    this.refusals = counter(
      'refusals_total',
      'What people wanted and a rule, quota or budget refused, by its name.',
      'rule',
    );
    this.budgetNotices = counter(
      'budget_notices_total',
      'Notices that a budget is nearly (80) or wholly (100) used up, by period and percent.',
      'period',
      'percent',
    );
    this.cleanups = counter('cleanups_total', 'Cleanups, by outcome (ok, failed).', 'outcome');
    this.removedInteractions = counter(
      'cleanup_interactions_total',
      'Interactions that cleanups removed.',
    );
    this.removedBytes = counter('cleanup_bytes_total', 'Bytes of images that cleanups removed.');
    this.removedOrphans = counter(
      'cleanup_orphans_total',
      'Files without a row that cleanups removed.',
    );
    this.lastCleanup = new Gauge({
      name: 'nanobanana_cleanup_last_success_timestamp_seconds',
      help: 'When the last successful cleanup of this process ended, since the Unix epoch; 0: none.',
      registers,
    });
    this.startAtZero();
  }

  private startAtZero(): void {
    for (const reason of RESTORE_REASONS) this.unrestorable.inc({ reason }, 0);
    for (const outcome of GENERATION_OUTCOMES) this.generations.inc({ outcome }, 0);
    for (const status of INVALID_STATUSES) this.invalidRequests.inc({ status }, 0);
    for (const outcome of CLEANUP_OUTCOMES) this.cleanups.inc({ outcome }, 0);
    for (const notice of BUDGET_NOTICES) this.budgetNotices.inc(notice, 0);
    for (const kind of ANSWER_KINDS) {
      for (const code of ANSWER_FAILURES) this.answerFailures.inc({ kind, code }, 0);
    }
  }

  rowUsed(operation: RowOperation, outcome: string, durationMs: number): void {
    this.rows.inc({ operation, outcome: this.codes.of(outcome) });
    this.rowSeconds.observe({ operation }, durationMs / 1000);
  }

  restored(durationMs: number): void {
    this.restoreSeconds.observe(durationMs / 1000);
  }

  notRestorable(reason: string): void {
    this.unrestorable.inc({ reason: this.codes.of(reason) });
  }

  answered(kind: AnswerKind, failure: string | null, durationMs: number): void {
    this.answerSeconds.observe({ kind }, durationMs / 1000);
    if (failure !== null) this.answerFailures.inc({ kind, code: this.codes.of(failure) });
  }

  modelCalled({ model, outcome, durationMs, promptTokens, outputTokens }: ModelCall): void {
    this.modelSeconds.observe({ model, outcome: this.codes.of(outcome) }, durationMs / 1000);
    this.tokens.inc({ model, kind: 'prompt' }, counted(promptTokens));
    this.tokens.inc({ model, kind: 'output' }, counted(outputTokens));
  }

  generationRetried(reason: string): void {
    this.retries.inc({ reason: this.codes.of(reason) });
  }

  generationEnded({ status, code, requestedAt }: EndedGeneration): void {
    this.generations.inc({ outcome: this.codes.of(code ?? status) });
    const durationMs = this.clock.now() - Date.parse(requestedAt);
    this.generationSeconds.observe({ status }, counted(durationMs / 1000));
  }

  invalidRequest(status: InvalidStatus): void {
    this.invalidRequests.inc({ status });
  }

  requestHeldBack(): void {
    this.heldBack.inc();
  }

  refused(rule: string): void {
    this.refusals.inc({ rule });
  }

  budgetNoticed(period: 'day' | 'month', percent: 80 | 100): void {
    this.budgetNotices.inc({ period, percent });
  }

  cleanedUp(removed: CleanedUp | null): void {
    this.cleanups.inc({ outcome: removed === null ? 'failed' : 'ok' });
    if (removed === null) return;
    this.removedInteractions.inc(removed.interactions);
    this.removedBytes.inc(removed.bytes);
    this.removedOrphans.inc(removed.orphans);
    this.lastCleanup.set(this.clock.now() / 1000);
  }
}

/**
 * Counters only increase and refuse values that are not numbers; values of vendors and clocks are
 * not reliable.
 */
function counted(value: number | null): number {
  return value !== null && Number.isFinite(value) && value > 0 ? value : 0;
}
