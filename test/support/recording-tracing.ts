import { codeOf } from '../../src/platform/code-of.js';
import type {
  Describe,
  SpanAttributes,
  SpanStart,
  TracePlace,
  Tracing,
} from '../../src/platform/tracing.js';

/** A span as it was asked for. */
export interface RecordedSpan {
  readonly name: string;
  readonly kind: SpanStart['kind'] | null;
  /** The place that it goes on from; null: it began a trace. */
  readonly from: TracePlace | null;
  readonly attributes: SpanAttributes;
  /** The code of what was thrown, or null. */
  readonly failure: string | null;
}

/** Tracing that keeps its spans, in the order of their ends; one piece of work at a time. */
export class RecordingTracing implements Tracing {
  readonly spans: RecordedSpan[] = [];
  /** Of {@link passed}, in the order of the calls. */
  readonly startsMs: number[] = [];
  place: TracePlace | null = null;

  from: Tracing['from'] = (from, start, work) => this.run(from, start, work);

  within: Tracing['within'] = (start, work) =>
    this.place === null ? work(() => undefined) : this.run(this.place, start, work);

  passed: Tracing['passed'] = (from, start, startedMs) => {
    this.startsMs.push(startedMs);
    this.note(from, start, {}, null);
  };

  stop: Tracing['stop'] = async () => undefined;

  private async run<T>(
    from: TracePlace | null,
    start: SpanStart,
    work: (describe: Describe) => Promise<T>,
  ): Promise<T> {
    const before = this.place;
    this.place = { traceId: from?.traceId ?? `trace of ${start.name}`, spanId: start.name };
    let said: SpanAttributes = {};
    let failure: string | null = null;
    try {
      return await work((attributes) => {
        said = { ...said, ...attributes };
      });
    } catch (error) {
      failure = codeOf(error);
      throw error;
    } finally {
      this.place = before;
      this.note(from, start, said, failure);
    }
  }

  private note(
    from: TracePlace | null,
    { name, kind, attributes = {} }: SpanStart,
    said: SpanAttributes,
    failure: string | null,
  ): void {
    const all = Object.entries({ ...attributes, ...said }).filter(([, value]) => value !== null);
    this.spans.push({
      name,
      kind: kind ?? null,
      from,
      attributes: Object.fromEntries(all),
      failure,
    });
  }
}
