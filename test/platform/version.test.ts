import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { VERSION } from '../../src/platform/version.js';

describe('the version', () => {
  it('the version is the one of the package', () => {
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ version: VERSION });
    expect(VERSION).toMatch(/^\d+\.\d+\.\d+/);
  });
});
