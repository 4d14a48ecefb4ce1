import { describe, expect, it } from '@jest/globals';

import { archiveNameAt, isArchiveName } from '../../../src/maintenance/backup/archive-name.js';

describe('the name of an archive that nobody gave one', () => {
  it('the name of an archive is the time in UTC, to the second', () => {
    const name = archiveNameAt(Date.UTC(2026, 10, 24, 4, 5, 6, 789), false);
    expect(name).toBe('nanobanana-2026-11-24T040506Z.tar.gz');
    expect(isArchiveName(name)).toBe(true);
  });

  it('the name of an encrypted archive says that it is', () => {
    const name = archiveNameAt(Date.UTC(2026, 10, 24), true);
    expect(name).toBe('nanobanana-2026-11-24T000000Z.tar.gz.enc');
    expect(isArchiveName(name)).toBe(true);
  });

  it.each([
    'nanobanana-2026-11-24.tar.gz',
    'nanobanana-2026-11-24T040506Z.tar.gz.old',
    'my-nanobanana-2026-11-24T040506Z.tar.gz',
    'nanobanana-2026-11-24T040506Z-tar.gz',
  ])('the name of an archive is not %s', (name) => {
    expect(isArchiveName(name)).toBe(false);
  });
});
