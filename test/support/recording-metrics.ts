import type { Metrics } from '../../src/platform/metrics.js';

/** Metrics that keep every call: the method's name, then its arguments without durations. */
export class RecordingMetrics implements Metrics {
  readonly calls: unknown[][] = [];
  /** Milliseconds, in the order of the calls that had one. */
  readonly durations: number[] = [];

  rowUsed: Metrics['rowUsed'] = (operation, outcome, durationMs) =>
    this.timed(durationMs, 'rowUsed', operation, outcome);
  restored: Metrics['restored'] = (durationMs) => this.timed(durationMs, 'restored');
  notRestorable: Metrics['notRestorable'] = (reason) => this.note('notRestorable', reason);
  answered: Metrics['answered'] = (kind, failure, durationMs) =>
    this.timed(durationMs, 'answered', kind, failure);
  modelCalled: Metrics['modelCalled'] = ({ durationMs, ...call }) =>
    this.timed(durationMs, 'modelCalled', call);
  generationRetried: Metrics['generationRetried'] = (reason) =>
    this.note('generationRetried', reason);
  generationEnded: Metrics['generationEnded'] = (ended) => this.note('generationEnded', ended);
  invalidRequest: Metrics['invalidRequest'] = (status) => this.note('invalidRequest', status);
  requestHeldBack: Metrics['requestHeldBack'] = () => this.note('requestHeldBack');
  refused: Metrics['refused'] = (rule) => this.note('refused', rule);
  budgetNoticed: Metrics['budgetNoticed'] = (period, percent) =>
    this.note('budgetNoticed', period, percent);
  cleanedUp: Metrics['cleanedUp'] = (removed) => this.note('cleanedUp', removed);

  private timed(durationMs: number, ...call: unknown[]): void {
    this.durations.push(durationMs);
    this.note(...call);
  }

  private note(...call: unknown[]): void {
    this.calls.push(call);
  }
}
