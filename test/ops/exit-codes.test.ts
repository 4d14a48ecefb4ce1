import { describe, expect, it } from '@jest/globals';

import { AppError, type ErrorCode } from '../../src/app-error.js';
import { exitCodeFor } from '../../src/ops/exit-codes.js';

const error = (code: ErrorCode) => new AppError({ code, retryable: false, sentence: 'No.' });

describe('the exit code', () => {
  it.each<[ErrorCode, number]>([
    ['config.invalid', 78],
    ['config.discord', 78],
    ['storage.in_use', 75],
    ['storage.schema_newer', 74],
    ['storage.full', 74],
    ['discord.unavailable', 69],
    ['model.quota', 70],
    ['state.unreadable', 70],
  ])('of %s is %i', (code, exitCode) => {
    expect(exitCodeFor(error(code))).toBe(exitCode);
  });

  it('of a defect is 70', () => {
    expect(exitCodeFor(new TypeError('x is not a function'))).toBe(70);
    expect(exitCodeFor('thrown text')).toBe(70);
  });
});
