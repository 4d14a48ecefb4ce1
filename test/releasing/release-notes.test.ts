import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { temporaryDirectory } from '../support/temporary-directory.js';

const SCRIPT = path.resolve('.github/release-notes.mjs');
const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something later.

## [1.2.3] - 2026-12-01

### Added

- **Traces**: see \`docs/\`.

### Changed

- Less.

## [1.2.2] - 2026-11-01

- Before.

## [1.2.1]

- Without a date.
`;

async function notes(tag: string, version = tag.slice(1)) {
  const cwd = await temporaryDirectory();
  await writeFile(path.join(cwd, 'package.json'), JSON.stringify({ version }));
  await writeFile(path.join(cwd, 'CHANGELOG.md'), CHANGELOG);
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, tag], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the notes of a release', () => {
  it('the notes are what the changelog says of the version, and nothing of others', async () => {
    expect(await notes('v1.2.3')).toEqual({
      status: 0,
      stdout: '### Added\n\n- **Traces**: see `docs/`.\n\n### Changed\n\n- Less.\n',
      stderr: '',
    });
    expect((await notes('v1.2.2')).stdout).toBe('- Before.\n');
  });

  it.each([
    ['v1.2.3', '1.2.2', 'package.json has the version 1.2.2, not 1.2.3.'],
    ['1.2.3', '1.2.3', '1.2.3 is no tag such as v1.2.3.'],
    ['v1.2', '1.2.0', 'v1.2 is no tag such as v1.2.3.'],
    ['', '1.2.3', 'Nothing is no tag such as v1.2.3.'],
    ['v1.2.4', '1.2.4', 'CHANGELOG.md has no section "## [1.2.4] - YYYY-MM-DD" with words in it.'],
    ['v1.2.1', '1.2.1', 'CHANGELOG.md has no section "## [1.2.1] - YYYY-MM-DD" with words in it.'],
  ])('the tag %j with the version %s is refused', async (tag, version, reason) => {
    expect(await notes(tag, version)).toEqual({ status: 1, stdout: '', stderr: `${reason}\n` });
  });
});
