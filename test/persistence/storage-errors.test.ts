import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';

import { AppError } from '../../src/platform/app-error.js';
import {
  CONNECTION_FAILED,
  CONNECTIONS_BUSY,
  UNANSWERED,
} from '../../src/persistence/database/fault-codes.js';
import {
  systemCode,
  toOpeningError,
  toStorageError,
} from '../../src/persistence/storage-errors.js';

const failing = (code: string) =>
  Object.assign(new Error(`${code}: went wrong in /secret/path`), { code });

describe('an error of storage', () => {
  it.each([
    ['ENOSPC', 'storage.full'],
    ['EDQUOT', 'storage.full'],
    ['SQLITE_FULL', 'storage.full'],
    ['EROFS', 'storage.read_only'],
    ['EACCES', 'storage.read_only'],
    ['EPERM', 'storage.read_only'],
    ['SQLITE_READONLY', 'storage.read_only'],
    ['SQLITE_CANTOPEN', 'storage.read_only'],
    ['SQLITE_BUSY', 'storage.busy'],
    ['SQLITE_LOCKED', 'storage.busy'],
    ['SQLITE_CORRUPT', 'storage.failed'],
    ['EIO', 'storage.failed'],
    ['53100', 'storage.full'],
    ['25006', 'storage.read_only'],
    ['55P03', 'storage.busy'],
    ['57014', 'storage.busy'],
    ['40001', 'storage.busy'],
    ['40P01', 'storage.busy'],
    ['53300', 'storage.busy'],
    [CONNECTIONS_BUSY, 'storage.busy'],
    [CONNECTION_FAILED, 'storage.unreachable'],
    ['ECONNREFUSED', 'storage.unreachable'],
    ['57P03', 'storage.unreachable'],
    ['28P01', 'storage.refused_login'],
    ['3D000', 'storage.no_database'],
    ['42501', 'storage.no_permission'],
  ])(
    'an error of storage with %s becomes %s, with its cause and a sentence free of paths',
    (code, expected) => {
      const cause = failing(code);
      const error = toStorageError(cause);
      expect(error).toMatchObject({ code: expected, retryable: true, cause });
      expect(error.userMessage).toMatch(/^I could not .*Nothing was changed/);
      expect(error.userMessage).not.toContain('/');
    },
  );

  it.each(['22021', '22001'])(
    'an error of storage with %s is one of what is stored, so that it is not tried again',
    (code) => {
      const error = toStorageError(failing(code));
      expect(error).toMatchObject({ code: 'storage.unstorable', retryable: false });
    },
  );

  it.each([UNANSWERED, 'ETIMEDOUT', 'ECONNRESET', '57P01', '57P02'])(
    'an error of storage without an answer (%s) does not claim that nothing was changed',
    (code) => {
      const error = toStorageError(failing(code));
      expect(error).toMatchObject({ code: 'storage.unanswered', retryable: true });
      expect(error.userMessage).not.toContain('Nothing was changed');
    },
  );

  it.each(['ECONNREFUSED', '28P01', '3D000', '42501'])(
    'an error of storage with %s names the variable when the database is opened, and never to a person',
    (code) => {
      const cause = failing(code);
      const opening = toOpeningError(cause);
      expect(opening).toMatchObject({ code: toStorageError(cause).code, cause });
      expect(opening.userMessage).toMatch(/^The database of DATABASE_URL .*Nothing was changed\.$/);
    },
  );

  it('an error of the disk of PostgreSQL does not speak of the bot’s disk', () => {
    for (const code of ['53100', '25006']) {
      expect(toStorageError(failing(code)).userMessage).toContain('database');
    }
  });

  it('an error of storage is recognised inside TypeORM’s own error', () => {
    const error = new QueryFailedError('INSERT …', [], failing('SQLITE_FULL'));
    expect(systemCode(error)).toBe('SQLITE_FULL');
    expect(toStorageError(error).code).toBe('storage.full');
  });

  it('an error of storage may be anything that was thrown', () => {
    expect(toStorageError('text').code).toBe('storage.failed');
    expect(toStorageError(undefined).code).toBe('storage.failed');
  });

  it('an error of storage passes as it is when it was translated before', () => {
    const error = new AppError({
      code: 'storage.image_missing',
      retryable: false,
      userMessage: 'No.',
    });
    expect(toStorageError(error)).toBe(error);
  });
});
