import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultEffect, RateLimitState, RoutedRequest } from '../faults.js';
import type { RecordedRequest } from '../request-log.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';

function routed(request: FastifyRequest, prefix: string): RoutedRequest {
  const route = (request.routeOptions.url ?? '').slice(prefix.length);
  const path = (request.url.split('?', 1)[0] ?? '').slice(prefix.length);
  return { method: request.method, route, path };
}

function setLimitHeaders(reply: FastifyReply, state: RateLimitState, nowMs: number): void {
  const resetAfter = Math.max(0, (state.resetAtMs - nowMs) / 1000);
  void reply.headers({
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-reset': (state.resetAtMs / 1000).toFixed(3),
    'x-ratelimit-reset-after': resetAfter.toFixed(3),
    'x-ratelimit-bucket': state.bucket,
  });
}

async function refuseRateLimited(
  reply: FastifyReply,
  state: RateLimitState,
  nowMs: number,
): Promise<void> {
  const retryAfter = Math.max(0.001, (state.resetAtMs - nowMs) / 1000);
  const { isGlobal } = state;
  void reply.header('retry-after', retryAfter.toFixed(3));
  void reply.header('x-ratelimit-scope', isGlobal ? 'global' : 'user');
  if (isGlobal) {
    void reply.header('x-ratelimit-global', 'true');
  }
  const message = 'You are being rate limited.';
  await reply.code(429).send({ message, retry_after: retryAfter, global: isGlobal });
}

/** Whether a request may change a message, whose event goes out before the answer. */
function isEdit({ method, route }: RoutedRequest): boolean {
  return method === 'PATCH' || route.endsWith('/callback');
}

function bodyBytes({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

function cut(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}

/** Records every request, and applies rate limits and faults before and after it is processed. */
export function registerFaultHooks(
  app: FastifyInstance,
  { world, faults, requests }: RestServices,
  prefix: string,
): void {
  const records = new WeakMap<FastifyRequest, RecordedRequest>();

  const delay = async (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      world.clock.after(delayMs, resolve);
    });

  const applyFault = async (
    effect: FaultEffect | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> => {
    switch (effect?.kind) {
      case 'delay':
        await delay(effect.delayMs);
        break;
      case 'cut':
        cut(request, reply);
        break;
      case 'status':
        await reply.code(effect.status).send(effect.body ?? { message: 'Fault', code: 0 });
        break;
      case undefined:
        break;
    }
  };

  app.addHook('onRequest', async (request) => {
    records.set(request, requests.begin(routed(request, prefix), world.clock.now()));
  });

  app.addHook('preHandler', async (request, reply) => {
    const record = records.get(request);
    if (record === undefined) {
      return;
    }
    const { json, files } = bodyOf(request);
    record.body = json;
    record.files = [...files.values()].map(({ name, bytes }) => ({ name, size: bytes.byteLength }));
    const travelMs = (bodyBytes(request) / faults.bytesPerSecond) * 1000;
    if (travelMs > 0) {
      requests.announce(record);
      await delay(travelMs);
      if (request.raw.socket.destroyed) {
        // The bot gave up on the way: nothing has arrived.
        reply.hijack();
        return;
      }
    }
    const limit = faults.countAgainstLimit(record);
    if (limit !== undefined) {
      setLimitHeaders(reply, limit, world.clock.now());
      if (limit.isExceeded) {
        await refuseRateLimited(reply, limit, world.clock.now());
        return;
      }
    }
    const fault = applyFault(faults.take(record, 'before'), request, reply);
    if (travelMs === 0) {
      requests.announce(record);
    }
    await fault;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const record = records.get(request);
    if (faults.editEventLagMs < 0 && record !== undefined && isEdit(record)) {
      await delay(-faults.editEventLagMs);
    }
    const effect = record === undefined ? undefined : faults.take(record, 'after');
    switch (effect?.kind) {
      case 'delay':
        await delay(effect.delayMs);
        return payload;
      case 'cut':
        request.raw.socket.destroy();
        return payload;
      case 'status':
        void reply.code(effect.status).header('content-type', 'application/json');
        return JSON.stringify(effect.body ?? { message: 'Fault', code: 0 });
      default:
        return payload;
    }
  });

  app.addHook('onResponse', async (request, reply) => {
    const record = records.get(request);
    if (record !== undefined) {
      requests.end(record, reply.statusCode);
    }
  });
}
