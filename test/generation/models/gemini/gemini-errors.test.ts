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
      expect(error.userMessage).toMatch(/^[A-Z].*[^ ](?:\.|”)$/);
      expect(inspect(error.cause)).toContain(message);
      expect(gemini.server.requests).toHaveLength(1);
    },
  );

  it('an error of Gemini is read from a body that is a list', async () => {
    const error = { code: 429, message: 'Later.', details: [{ retryDelay: '4s' }] };
    expect(await gemini.failureOf(answers.json([{ error }], 429))).toMatchObject({
      code: 'model.rate_limited',
      retryAfterMs: 4_000,
    });
  });

  it.each([
    [429, 'Your prepayment credits are depleted. Please go to AI Studio.', 'model.no_credit'],
    [429, 'Your project has exceeded its monthly spending cap.', 'model.spending_cap'],
    [402, 'Payment required', 'model.billing'],
    [402, '', 'model.billing'],
    [403, 'This API method requires billing to be enabled on project #7.', 'model.billing'],
    [400, 'Imagen API is only accessible to billed users at this time.', 'model.billing'],
    [400, 'User location is not supported for the API use.', 'model.location'],
    [451, 'Not available in your country.', 'model.location'],
    [400, 'API key expired. Please renew the API key.', 'model.unauthorised'],
    [403, 'Your API key was reported as leaked.', 'model.unauthorised'],
    [403, 'Generative Language API has not been used in project 7 before.', 'model.project'],
    [403, 'Your project has been denied access.', 'model.project'],
    [404, 'models/x is not found for API version v1beta', 'model.unknown_model'],
    [400, 'The model x is no longer available.', 'model.unknown_model'],
  ])(
    'an error of Gemini about the bot itself, %i “%s”, is for whoever runs it, and not repeated',
    async (status, message, code) => {
      const wait = [{ retryDelay: '2s' }];
      const error = await gemini.failureOf(answers.httpError(status, 'X', message, wait));
      expect(error).toMatchObject({ code, retryable: false });
      expect(error.kind).toMatchObject({ help: 'operator', isTransient: false });
      expect(error.userMessage).not.toContain(message || 'words');
    },
  );

  it('an error of Gemini about a service that is switched off is read from its details', async () => {
    const details = [{ reason: 'SERVICE_DISABLED' }];
    const error = await gemini.failureOf(
      answers.httpError(403, 'PERMISSION_DENIED', 'No', details),
    );
    expect(error.code).toBe('model.project');
  });

  it('an error of Gemini for too many requests in a minute is no matter of billing, though it names it', async () => {
    const message =
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';
    const answer = answers.rateLimited({ message, retryDelay: '5s' });
    expect(await gemini.failureOf(answer)).toMatchObject({
      code: 'model.rate_limited',
      retryAfterMs: 5_000,
    });
  });

  it('an error of Gemini about “limit: 0” is a quota only with 429', async () => {
    const message = 'Quota exceeded, limit: 0';
    for (const [status, code] of [
      [429, 'model.quota'],
      [503, 'model.overloaded'],
      [500, 'model.failed'],
      [400, 'model.bad_request'],
    ] as const) {
      const error = await gemini.failureOf(answers.httpError(status, 'X', message));
      expect([status, error.code]).toEqual([status, code]);
    }
  });

  it.each([
    [400, 'Unable to process input image. Please retry or report.'],
    [400, 'Provided image is not valid.'],
    [400, 'Unsupported MIME type: image/tiff'],
    [422, 'The input image is too small.'],
  ])('an error of Gemini about a picture says so: %i “%s”', async (status, message) => {
    expect(
      await gemini.failureOf(answers.httpError(status, 'INVALID_ARGUMENT', message)),
    ).toMatchObject({
      code: 'model.picture_refused',
      retryable: false,
      kind: { help: 'none' },
      userMessage: `The image model cannot use a picture of this request. It said: “${message}”`,
    });
  });

  it.each([400, 404, 409, 418, 422, 451, 499])(
    'an unknown error of Gemini with %i gives its words, and promises nothing',
    async (status) => {
      const message = 'Something  entirely\nnew happened.';
      const said = answers.httpError(status, 'SOMETHING_NEW', message);
      const expected = { code: 'model.bad_request', retryable: false, kind: { help: 'none' } };
      expect(await gemini.failureOf(said)).toMatchObject({
        ...expected,
        userMessage:
          'The image model refused this request. It said: “Something entirely new happened.”',
      });
      expect(await gemini.failureOf(answers.html(status))).toMatchObject({
        ...expected,
        userMessage: 'The image model refused this request.',
      });
      expect(await gemini.failureOf(answers.json({ error: 'Nope' }, status))).toMatchObject({
        ...expected,
        userMessage: 'The image model refused this request. It said: “Nope”',
      });
    },
  );

  it('an error of Gemini without an end counts as too large an answer', async () => {
    expect(await gemini.failureOf({ kind: 'endless', status: 503 })).toMatchObject({
      code: 'model.unreadable_answer',
      userMessage: 'The image model sent an answer that is too large.',
    });
  });

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
    ['an empty list', () => answers.json([], 503), 'model.overloaded'],
    [
      'details that are none',
      () => answers.json({ error: { details: 7 } }, 503),
      'model.overloaded',
    ],
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
