import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { systemCode } from '../persistence/storage-errors.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { StateGauges } from './state-gauges.js';
import { HTTP_ADDRESS, type HttpAddress } from '../config/http-address.js';
import { limitWaiting } from './waiting-connections.js';
import { Readiness } from './readiness.js';

/** Monitoring clients send few, short headers and no body. */
const LIMITS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};
/** Connections on which nobody has asked yet; monitoring needs one or two. */
const MAX_WAITING = 50;
/**
 * A guard for the process’s file descriptors, which a burst of connections may reach for a second.
 */
const MAX_CONNECTIONS = 1_000;
/** Longer than making any answer takes. */
const IDLE_TIMEOUT_MS = 10_000;

/** The answer to a request. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const text = (status: number, body: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});

/** Serves `/healthz`, `/readyz` and `/metrics` for reading, if configured. */
@injectable()
export class MonitoringServer {
  private server: Server | null = null;

  constructor(
    @inject(HTTP_ADDRESS) private readonly address: HttpAddress | null,
    private readonly readiness: Readiness,
    private readonly registry: Registry,
    private readonly gauges: StateGauges,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Starts to listen, if configured.
   *
   * @throws AppError `config.http` when it cannot listen at the address.
   */
  async start(): Promise<void> {
    if (this.address === null) return;
    const server = createServer(LIMITS, (request, response) => {
      void this.answer(request, response);
    });
    server.maxConnections = MAX_CONNECTIONS;
    limitWaiting(server, MAX_WAITING);
    server.setTimeout(IDLE_TIMEOUT_MS);
    try {
      server.listen(this.address);
      await once(server, 'listening');
    } catch (cause) {
      throw cannotListen(this.address, cause);
    }
    this.gauges.register();
    server.on('error', (err) => this.logger.error({ err }, 'Health and metrics: server failed'));
    this.server = server;
    this.logger.info(this.address, 'Serving health and metrics');
  }

  /** Closes all connections. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isHead = request.method === 'HEAD';
    const { status, type, body } =
      isHead || request.method === 'GET'
        ? await this.page(request.url)
        : text(405, 'Only GET and HEAD are answered.');
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(status === 405 && { allow: 'GET, HEAD', connection: 'close' }),
    });
    response.end(isHead ? undefined : body);
  }

  private async page(url: string | undefined): Promise<Answer> {
    switch (url?.split('?', 1)[0]) {
      case '/healthz':
        return text(200, 'alive');
      case '/readyz':
        return this.ready();
      case '/metrics':
        return this.metrics();
      default:
        return text(404, 'There are /healthz, /readyz and /metrics.');
    }
  }

  private async ready(): Promise<Answer> {
    const report = await this.readiness.read();
    const body = `${JSON.stringify(report, null, 2)}\n`;
    return { status: report.ready ? 200 : 503, type: 'application/json', body };
  }

  private async metrics(): Promise<Answer> {
    try {
      const body = await this.registry.metrics();
      return { status: 200, type: this.registry.contentType, body };
    } catch (err) {
      this.logger.error({ err }, 'Metrics could not be read');
      return text(500, 'The metrics could not be read; the log says why.');
    }
  }
}

function cannotListen({ host, port }: HttpAddress, cause: unknown): AppError {
  const code = systemCode(cause) ?? 'unknown';
  const isTaken = code === 'EADDRINUSE';
  return new AppError({
    code: 'config.http',
    retryable: false,
    userMessage: isTaken
      ? `HTTP_PORT ${port} on ${host} is taken by another program. Set HTTP_PORT to a free port, for example ${port === 9090 ? 9091 : 9090}, or to 0 for none.`
      : `Health and metrics cannot be served on ${host}, port ${port} (${code}). Set HTTP_HOST to an address of this machine, for example 127.0.0.1, and HTTP_PORT to a port that may be used.`,
    cause,
  });
}
