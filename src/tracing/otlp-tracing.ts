import { AsyncLocalStorage } from 'node:async_hooks';

import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

import type { TraceExport } from '../config/trace-export.js';
import { codeOf } from '../platform/code-of.js';
import { endedBy } from '../platform/ended-by.js';
import type { Logger } from '../platform/logger.js';
import type {
  Describe,
  SpanAttributes,
  SpanStart,
  TracePlace,
  Tracing,
} from '../platform/tracing.js';
import { VERSION } from '../platform/version.js';
import { ReportedExporter } from './reported-exporter.js';

/** How many ended spans wait for the collector; further ones are dropped. */
const MAX_QUEUE_SIZE = 2_048;
const EVERY_MS = 1_000;
/** How long one request to the collector may take, with the repetitions that it asks for. */
const EXPORT_TIMEOUT_MS = 5_000;
const STOP_WITHIN_MS = 2_000;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

/** Traces that are sent to an OpenTelemetry collector, by OTLP over HTTP. */
export class OtlpTracing implements Tracing {
  private readonly places = new AsyncLocalStorage<TracePlace>();
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;

  constructor({ url, headers, serviceName }: TraceExport, logger: Logger) {
    const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_TIMEOUT_MS });
    this.provider = new TracerProvider({
      sampler: new AlwaysOnSampler(),
      resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': VERSION }),
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new ReportedExporter(exporter, logger),
          maxQueueSize: MAX_QUEUE_SIZE,
          scheduledDelayMillis: EVERY_MS,
          exportTimeoutMillis: EXPORT_TIMEOUT_MS,
        }),
      ],
    });
    this.tracer = this.provider.getTracer('nanobanana', VERSION);
  }

  get place(): TracePlace | null {
    return this.places.getStore() ?? null;
  }

  async from<T>(
    from: TracePlace | null,
    start: SpanStart,
    work: (describe: Describe) => Promise<T>,
  ): Promise<T> {
    const span = this.begun(from, start);
    const { traceId, spanId } = span.spanContext();
    try {
      return await this.places.run({ traceId, spanId }, () =>
        work((attributes) => void span.setAttributes(given(attributes))),
      );
    } catch (error) {
      // Its message may hold words of a person.
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  }

  async within<T>(start: SpanStart, work: (describe: Describe) => Promise<T>): Promise<T> {
    const { place } = this;
    return place === null ? work(() => undefined) : this.from(place, start, work);
  }

  passed(from: TracePlace, start: SpanStart, startedMs: number): void {
    this.begun(from, start, startedMs).end();
  }

  async stop(): Promise<void> {
    const sent = endedBy(this.provider.shutdown(), AbortSignal.timeout(STOP_WITHIN_MS));
    // What could not be sent was logged.
    await Promise.allSettled([sent]);
  }

  private begun(from: TracePlace | null, start: SpanStart, startTime?: number): Span {
    const { name, kind, attributes = {} } = start;
    return this.tracer.startSpan(
      name,
      {
        kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
        attributes: given(attributes),
        ...(startTime !== undefined && { startTime }),
      },
      contextOf(from),
    );
  }
}

function contextOf(place: TracePlace | null): Context {
  return place === null
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, { ...place, traceFlags: TraceFlags.SAMPLED });
}

function given(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}
