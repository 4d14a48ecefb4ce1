import { describe, expect, it } from '@jest/globals';

import { AppError, type ErrorCode } from '../../src/platform/app-error.js';
import { exitCodeFor } from '../../src/platform/exit-codes.js';

const error = (code: ErrorCode) => new AppError({ code, retryable: false, userMessage: 'No.' });

describe('the exit code', () => {
  it.each<[ErrorCode, number]>([
    ['config.invalid', 78],
    ['config.discord', 78],
    ['storage.in_use', 75],
    ['storage.unreachable', 75],
    ['storage.schema_newer', 74],
    ['storage.full', 74],
    ['discord.unavailable', 69],
    ['discord.sharding_required', 75],
    ['model.unreachable', 69],
    ['model.unauthorised', 78],
    ['state.foreign', 70],
    ['state.unreadable', 65],
    ['state.not_found', 66],
    ['usage.wrong', 64],
    ['storage.archive_refused', 65],
    ['storage.no_archive', 66],
    ['usage.no_bot_data', 66],
    ['storage.file_exists', 73],
    ['storage.not_empty', 73],
  ])('the exit code of %s is %i', (code, exitCode) => {
    expect(exitCodeFor(error(code))).toBe(exitCode);
  });

  it('the exit code of a defect is 70', () => {
    expect(exitCodeFor(new TypeError('x is not a function'))).toBe(70);
    expect(exitCodeFor('thrown text')).toBe(70);
  });
});
