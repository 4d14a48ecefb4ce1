import type { FastifyInstance } from 'fastify';
import { RequestBody } from '../rest/request-body.js';
import { Recording } from './recording.js';

const API_PREFIX = /^\/api(\/v\d+)?(?=\/)/;

/** The type of a body without its parameters, such as the boundary of a multipart body. */
function bareType(contentType: string | undefined): string | undefined {
  return contentType?.split(';', 1)[0];
}

/** Records every request of the API with its answer, where the environment asks for it. */
export function registerRecording(app: FastifyInstance): void {
  const recording = Recording.fromEnvironment();
  if (recording === undefined) {
    return;
  }
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    const answerType = String(reply.getHeader('content-type') ?? '');
    // What is no JSON comes from the proxy before Discord, which the document does not describe.
    const isDiscords = typeof payload !== 'string' || answerType.startsWith('application/json');
    if (API_PREFIX.test(request.url) && isDiscords) {
      const { method, url, body, headers } = request;
      const bodyType = bareType(headers['content-type']);
      recording.add({
        kind: 'exchange',
        method,
        url: url.replace(API_PREFIX, ''),
        ...(bodyType !== undefined && body instanceof RequestBody && { bodyType, body: body.json }),
        status: reply.statusCode,
        ...(typeof payload === 'string' && { answerType, answer: JSON.parse(payload) as unknown }),
      });
    }
    return payload;
  });
}
