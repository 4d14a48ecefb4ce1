import type { TraceExport } from '../config/trace-export.js';
import type { Logger } from '../platform/logger.js';
import { noTracing } from '../platform/no-tracing.js';
import type { Tracing } from '../platform/tracing.js';

/** The tracing that is configured. Without a collector, nothing of OpenTelemetry is loaded. */
export async function openTracing(to: TraceExport | null, logger: Logger): Promise<Tracing> {
  if (to === null) return noTracing;
  const { OtlpTracing } = await import('./otlp-tracing.js');
  return new OtlpTracing(to, logger);
}
