import type { InjectionToken } from 'tsyringe';

/** What a span says. No value may hold a prompt, a name or a secret; ids of cards are allowed. */
export type SpanAttributes = Readonly<Record<string, string | number | null>>;

/** What is done in a span. `name` comes from a fixed set; an attribute that is null is left out. */
export interface SpanStart {
  readonly name: string;
  /** `server`: somebody outside waits for it; `client`: it waits for somebody outside. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: SpanAttributes;
}

/** A place in a trace, from which work can go on that somebody else does later. */
export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** Adds what is known only once the work is done. */
export type Describe = (attributes: SpanAttributes) => void;

/**
 * Writes traces: what was done for one request, in spans that say how long each step took. A span
 * ends with its work; where that throws, it has the code of the error, and the error is passed on.
 * No method throws by itself or waits for the network.
 */
export interface Tracing {
  /** Where the caller is; null outside a trace. */
  readonly place: TracePlace | null;

  /** Works in a span that goes on from `from`; null begins a new trace. */
  from<T>(
    from: TracePlace | null,
    start: SpanStart,
    work: (describe: Describe) => Promise<T>,
  ): Promise<T>;

  /** Works in a span of the caller's trace; outside a trace, in none. */
  within<T>(start: SpanStart, work: (describe: Describe) => Promise<T>): Promise<T>;

  /** A step from `startedMs` (Unix) until now. */
  passed(from: TracePlace, start: SpanStart, startedMs: number): void;

  /** Sends what is left, for a few seconds at most. Never rejects. */
  stop(): Promise<void>;
}

export const TRACING: InjectionToken<Tracing> = Symbol('Tracing');
