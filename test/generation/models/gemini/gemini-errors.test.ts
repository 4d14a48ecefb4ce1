import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import * as answers from '../../../support/gemini-answers.js';
import { failure, GeminiFixture } from '../../../support/gemini-fixture.js';
import { GeminiServer } from '../../../support/gemini-server.js';

const gemini = new GeminiFixture();

describe('an error of Gemini', () => {
  const badKey = [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
  ];

  it.each([
    [
      400,
      'INVALID_ARGUMENT',
      'API key not valid.',
      badKey,
      { code: 'model.unauthorised', retryable: false },
    ],
    [
      400,
      'INVALID_ARGUMENT',
      'Request contains an invalid argument.',
      [],
      { code: 'model.bad_request', retryable: false },
    ],
    [401, 'UNAUTHENTICATED', 'no', [], { code: 'model.unauthorised', retryable: false }],
    [403, 'PERMISSION_DENIED', 'no', [], { code: 'model.unauthorised', retryable: false }],
    [404, 'NOT_FOUND', 'no such model', [], { code: 'model.unknown_model', retryable: false }],
    [408, 'CANCELLED', 'slow', [], { code: 'model.timeout', retryable: true }],
    [413, 'INVALID_ARGUMENT', 'large', [], { code: 'model.request_too_large', retryable: false }],
    [418, 'TEAPOT', 'tea', [], { code: 'model.bad_request', retryable: false }],
    [429, 'RESOURCE_EXHAUSTED', 'slow down', [], { code: 'model.rate_limited', retryable: true }],
    [500, 'INTERNAL', 'oops', [], { code: 'model.failed', retryable: true }],
    [502, 'BAD_GATEWAY', 'oops', [], { code: 'model.overloaded', retryable: true }],
    [
      503,
      'UNAVAILABLE',
      'The model is overloaded.',
      [],
      { code: 'model.overloaded', retryable: true },
    ],
    [504, 'DEADLINE_EXCEEDED', 'slow', [], { code: 'model.timeout', retryable: true }],
    [529, 'NEW', 'new', [], { code: 'model.failed', retryable: true }],
  ])(
    'an error of Gemini with %i %s “%s” is translated',
    async (status, name, message, details, expected) => {
      const error = await gemini.failureOf(answers.httpError(status, name, message, details));
      expect(error).toMatchObject({ ...expected, retryAfterMs: null });
      expect(error.userMessage).toMatch(/^[A-Z].*[^ ]\.$/);
      expect(inspect(error.cause)).toContain(message);
      expect(gemini.server.requests).toHaveLength(1);
    },
  );

  it.each([
    ['37s', 37_000],
    ['1.5s', 1500],
    ['0.000000001s', 1],
    ['999999999s', 86_400_000],
    ['-5s', null],
    ['soon', null],
  ])(
    'an error of Gemini keeps the wait that a 429 asks for: %s',
    async (retryDelay, retryAfterMs) => {
      const error = await gemini.failureOf(
        answers.rateLimited({ retryDelay, quotaId: 'GenerateRequestsPerMinutePerProject' }),
      );
      expect(error).toMatchObject({ code: 'model.rate_limited', retryable: true, retryAfterMs });
    },
  );

  it('an error of Gemini is not worth a retry when there is no quota, or none left today', async () => {
    const none = 'Quota exceeded for metric: free_tier_requests, limit: 0, model: x';
    for (const answer of [
      answers.rateLimited({ message: none, retryDelay: '20s' }),
      answers.rateLimited({ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }),
    ]) {
      expect(await gemini.failureOf(answer)).toMatchObject({
        code: 'model.quota',
        retryable: false,
      });
    }
    const some = answers.rateLimited({ message: 'Quota exceeded, limit: 05' });
    expect((await gemini.failureOf(some)).code).toBe('model.rate_limited');
  });

  it.each([
    ['HTML from a proxy', () => answers.html(502), 'model.overloaded'],
    ['a torn error body', () => answers.garbage('{"error":', 503), 'model.unreadable_answer'],
    ['an error body of another shape', () => answers.json({ oops: true }, 500), 'model.failed'],
    ['an error body that is a list', () => answers.json([{ error: 1 }], 429), 'model.rate_limited'],
    ['a torn answer', () => answers.garbage(), 'model.unreadable_answer'],
    ['an empty answer', () => answers.garbage(''), 'model.unreadable_answer'],
    ['a cut connection', () => ({ kind: 'cut', when: 'at once' }) as const, 'model.unreachable'],
    [
      'an answer cut half way',
      () => ({ kind: 'cut', when: 'half way' }) as const,
      'model.unreachable',
    ],
  ])('an error of Gemini is clear and can be retried for %s', async (_, answer, code) => {
    expect(await gemini.failureOf(answer())).toMatchObject({ code, retryable: true });
  });

  it('an error of Gemini says that the model cannot be reached when nobody listens', async () => {
    const gone = await GeminiServer.start();
    const baseUrl = gone.url;
    await gone.stop();
    expect(await failure(gemini.ask({}, { baseUrl }))).toMatchObject({
      code: 'model.unreachable',
      retryable: true,
    });
  });
});
