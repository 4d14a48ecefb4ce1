import { EventEmitter, once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

const value = z
  .strictObject({ stringValue: z.string() })
  .or(z.strictObject({ intValue: z.number() }))
  .transform((given) => ('stringValue' in given ? given.stringValue : given.intValue));
const attributes = z
  .array(z.strictObject({ key: z.string(), value }))
  .transform((list) => Object.fromEntries(list.map((each) => [each.key, each.value])));
const nanoseconds = z.string().regex(/^\d+$/).transform(BigInt);

const span = z
  .looseObject({
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    spanId: z.string().regex(/^[0-9a-f]{16}$/),
    parentSpanId: z.string().optional(),
    name: z.string(),
    kind: z.number(),
    startTimeUnixNano: nanoseconds,
    endTimeUnixNano: nanoseconds,
    attributes,
    status: z.looseObject({ code: z.number() }),
  })
  .readonly();

const exported = z.looseObject({
  resourceSpans: z.array(
    z.looseObject({
      resource: z.looseObject({ attributes }),
      scopeSpans: z.array(z.looseObject({ spans: z.array(span) })),
    }),
  ),
});

/** A span as it arrived. */
export type ReceivedSpan = z.output<typeof span>;

/** What OTLP calls the kinds of spans. */
export const KIND = { internal: 1, server: 2, client: 3 } as const;

/** An OpenTelemetry collector on loopback, which takes OTLP over HTTP in JSON and nothing else. */
export class OtlpCollector {
  readonly spans: ReceivedSpan[] = [];
  /** What the process says of itself, with each request. */
  readonly resources: Record<string, string | number>[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  /** The bodies of all requests. */
  text = '';
  /** How requests are answered; null: not at all. */
  status: number | null = 200;
  private readonly events = new EventEmitter<{ request: [] }>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpCollector> {
    const server = createServer();
    const collector = new OtlpCollector(server);
    server.on('request', (request, response) => {
      collector.take(request).then(
        (status) => status !== null && response.writeHead(status).end('{}'),
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has stopped');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Waits for a span. */
  async received(isMeant: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    for (;;) {
      const found = this.spans.find(isMeant);
      if (found !== undefined) return found;
      await this.requested();
    }
  }

  /** Waits for the next request. */
  async requested(): Promise<void> {
    await once(this.events, 'request');
  }

  /** The spans of one trace, in the order of their ends. */
  trace(traceId: string): ReceivedSpan[] {
    return this.spans.filter((each) => each.traceId === traceId);
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage): Promise<number | null> {
    const body = await text(request);
    if (`${request.method} ${request.url}` !== 'POST /v1/traces') return 404;
    if (request.headers['content-type'] !== 'application/json') return 415;
    this.text += body;
    this.headers.push(request.headers);
    for (const { resource, scopeSpans } of exported.parse(JSON.parse(body)).resourceSpans) {
      this.resources.push(resource.attributes);
      if (this.status === 200) this.spans.push(...scopeSpans.flatMap(({ spans }) => spans));
    }
    this.events.emit('request');
    return this.status;
  }
}
