import { describe, expect, it } from '@jest/globals';

import * as answers from '../../../support/gemini-answers.js';
import { GeminiFixture } from '../../../support/gemini-fixture.js';

const gemini = new GeminiFixture();

describe('the wait that Gemini asks for', () => {
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

  it.each([
    ['as text', { retryDelay: '7.5s' }, {}, 7_500],
    ['as an object', { retryDelay: { seconds: '37', nanos: 500_000_000 } }, {}, 37_500],
    ['as an object of numbers', { retryDelay: { seconds: 2 } }, {}, 2_000],
    ['in a header', {}, { 'retry-after': '12' }, 12_000],
    [
      'in both, of which the details are more exact',
      { retryDelay: '3s' },
      { 'retry-after': '9' },
      3_000,
    ],
    [
      'as a date in a header',
      {},
      { 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date: 'Tue, 24 Nov 2026 12:00:10 GMT' },
      20_000,
    ],
    ['as nonsense in a header', {}, { 'retry-after': 'soon' }, null],
    ['as nothing in an object', { retryDelay: {} }, {}, null],
  ])(
    'an error of Gemini keeps the wait that is asked for %s',
    async (_where, details, headers, retryAfterMs) => {
      for (const status of [429, 503]) {
        const answer = answers.httpError(status, 'X', 'Later.', [details]);
        expect(await gemini.failureOf({ ...answer, headers })).toMatchObject({ retryAfterMs });
      }
    },
  );
});
