import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

import type { Logger } from '../platform/logger.js';

type Done = Parameters<SpanExporter['export']>[1];
type Result = Parameters<Done>[0];

/** `ExportResultCode.SUCCESS`, of a package that this one needs for nothing else. */
const SUCCESS: Result['code'] = 0;

/**
 * An exporter that says once in the log when the collector begins to fail, and once when it works
 * again. The SDK itself says nothing, or everything.
 */
export class ReportedExporter implements SpanExporter {
  private isFailing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Logger,
  ) {}

  export(spans: ReadableSpan[], done: Done): void {
    this.exporter.export(spans, (result) => {
      this.report(result);
      done(result);
    });
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  private report({ code, error }: Result): void {
    const isFailing = code !== SUCCESS;
    if (isFailing === this.isFailing) return;
    this.isFailing = isFailing;
    // An answer of the collector may repeat what it was sent, so only its kind is logged.
    if (isFailing) this.logger.warn({ reason: reasonOf(error) }, 'Traces could not be sent');
    else this.logger.info('Traces are sent again');
  }
}

/** A status of HTTP, a code of the system such as `ECONNREFUSED`, or the kind of the error. */
function reasonOf(error: Error | undefined): string {
  if (error === undefined) return 'unknown';
  if ('code' in error && ['string', 'number'].includes(typeof error.code))
    return String(error.code);
  return error.name;
}
