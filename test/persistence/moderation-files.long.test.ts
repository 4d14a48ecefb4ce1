import { readdir } from 'node:fs/promises';

import { tryLock } from 'fs-native-extensions';
import { expect, it } from '@jest/globals';

import { openLockFile } from '../../src/persistence/locks/lock-file.js';
import { appendToFile } from '../../src/persistence/moderation-files.js';
import { appErrorOf } from '../support/app-error-of.js';
import { endAfterTest } from '../support/endings.js';
import { moderationEntry } from '../support/moderation.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

it('an entry fails where another process has stopped while it replaces a file', async () => {
  const folder = await temporaryDirectory();
  const handle = await openLockFile(folder, 'moderation.lock');
  endAfterTest(() => handle.close());
  expect(tryLock(handle.fd, 0, 1)).toBe(true);
  expect(await appErrorOf(appendToFile(folder, moderationEntry()))).toMatchObject({
    code: 'storage.moderation_log',
    retryable: true,
  });
  expect(await readdir(folder)).toEqual(['moderation.lock']);
});
