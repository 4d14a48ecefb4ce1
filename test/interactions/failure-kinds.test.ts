import { describe, expect, it } from '@jest/globals';

import {
  blockReasonFailure,
  GENERATION_FAILURES,
  finishReasonFailure,
  httpStatusFailure,
  storingFailure,
  type FailureKind,
} from '../../src/interactions/failure-kinds.js';
import { failure, failureOf, isOfOneAnswer } from '../../src/interactions/generation-failure.js';
import { ModelError } from '../../src/interactions/model-error.js';
import { busy } from '../support/memory-persistence.js';

const ALL = Object.entries(GENERATION_FAILURES).flatMap(([where, endings]) =>
  Object.entries<FailureKind>(endings).map(
    ([what, ending]) => [`${where} ${what}`, ending] as const,
  ),
);

describe('the table of failures', () => {
  it.each(ALL)('the table has one sentence and a code for %s', (_name, { userMessage, code }) => {
    expect(userMessage).toMatch(/^[A-Z][^.]*\.$/);
    expect(code).toMatch(/^(?:model|storage)\.[a-z_]+$/);
  });

  it.each(ALL)(
    'the table offers another attempt for %s only where one can help',
    (_name, ending) => {
      expect(failure(ending)).toMatchObject({
        retryable: ending.help === 'again',
        promptIsReason: ending.help === 'prompt',
      });
      expect(ending.isTransient && ending.help !== 'again').toBe(false);
    },
  );

  it('the table says after which failures other pictures of a request are still asked for', () => {
    const goingOn = ALL.filter(([, kind]) => isOfOneAnswer(failure(kind)));
    expect([...new Set(goingOn.map(([, { code }]) => code))].toSorted()).toEqual([
      'model.blocked_output',
      'model.no_picture',
      'model.text_only',
      'model.unreadable_answer',
      'model.unreadable_picture',
    ]);
    expect(goingOn.filter(([, kind]) => kind.isTransient || kind.help === 'operator')).toEqual([]);
  });

  it('the table names a reason that it does not know', () => {
    expect(blockReasonFailure('NEW_RULE')).toMatchObject({
      code: 'model.blocked_prompt',
      userMessage: 'The model refused this request (reason: new rule).',
    });
    expect(finishReasonFailure('NEW_END').userMessage).toContain('(reason: new end)');
  });

  it.each(['toString', '__proto__', 'constructor', '<b>', 'A'.repeat(61)])(
    'the table does not repeat a reason that is none: %s',
    (value) => {
      expect(blockReasonFailure(value).userMessage).toContain('(reason: unknown)');
      expect(finishReasonFailure(value).userMessage).toContain('(reason: unknown)');
    },
  );

  it.each([
    ['storage.full', 'The picture was made, but the bot’s storage is full.'],
    ['storage.read_only', 'The picture was made, but the bot’s storage refuses it.'],
    ['storage.failed', 'The picture was made, but the bot’s storage did not take it.'],
  ] as const)('the table tells which trouble lost a finished picture: %s', (code, userMessage) => {
    expect(storingFailure(code)).toMatchObject({ userMessage, help: 'again', isTransient: false });
  });

  it('the table tells by its class what a new HTTP status means', () => {
    expect(httpStatusFailure(599)).toMatchObject({ code: 'model.failed', isTransient: true });
    expect(httpStatusFailure(499)).toMatchObject({ code: 'model.bad_request', isTransient: false });
  });
});

describe('the failure that a card shows', () => {
  it('the card shows the failure of a model’s error, in the words of the error', () => {
    const error = new ModelError(GENERATION_FAILURES.call.wordsOnly, {
      userMessage: 'It said: “No.”',
    });
    expect(failureOf(error)).toEqual({
      code: 'model.text_only',
      retryable: false,
      promptIsReason: true,
      userMessage: 'It said: “No.”',
    });
  });

  it('the card shows the sentence of any other error of the product', () => {
    expect(failureOf(busy())).toEqual({
      code: 'storage.busy',
      retryable: true,
      promptIsReason: false,
      userMessage: 'The storage is busy.',
    });
  });

  it('the card tells nothing of what a defect says', () => {
    expect(failureOf(new TypeError('x is undefined'))).toEqual(
      failure(GENERATION_FAILURES.own.defect),
    );
  });
});
