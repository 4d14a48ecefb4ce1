import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { BOT_ARGUMENTS } from '../../src/cli/start-command.js';

describe('nanobanana start', () => {
  it('the command nanobanana start gives Node what npm start gives it', async () => {
    const manifest: { scripts: { start: string } } = JSON.parse(
      await readFile('package.json', 'utf8'),
    );
    const [node, ...args] = manifest.scripts.start.split(' ');
    expect(node).toBe('node');
    const placed = args.map((arg) => (arg.includes('dist/') ? path.resolve(arg) : arg));
    expect(BOT_ARGUMENTS).toEqual(placed);
  });
});
