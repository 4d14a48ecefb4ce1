import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { ModelTurns } from '../../../src/persistence/model-turns.js';
import { deletedWorld } from './deleted-world.js';

const DAY_MS = 86_400_000;

describe('the file of the database', () => {
  const SECRET = 'a lighthouse that nobody may read about';

  /** How often the prompt's words stand in the database's files. */
  async function traces(file: string): Promise<number> {
    const files = await Promise.all(
      ['', '-wal'].map((end) => readFile(file + end).catch(() => Buffer.alloc(0))),
    );
    return Buffer.concat(files).toString('latin1').split(SECRET).length - 1;
  }

  it('the file holds no word of what a cleanup removed, long prompts and former versions included', async () => {
    const { file, add, run, persistence, clock, dataSource, logger } = await deletedWorld();
    const turns = new ModelTurns(dataSource, logger);
    const ids: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      const currentPrompt = `${SECRET} ${n} `.repeat((n % 40) + 1);
      const id = await add({ currentPrompt, originalPrompt: currentPrompt });
      await turns.keep(id, { imageKey: 'of a picture', kept: currentPrompt });
      ids.push(id);
      await add();
    }
    for (const [n, id] of ids.entries()) {
      const notes = [`${SECRET} ${'x'.repeat(n * 20)}`];
      await persistence.change(id, (state) => ({ ...state, notes }));
      await persistence.change(id, (state) => ({ ...state, notes: [], deletedAt: clock.iso() }));
    }
    expect(await traces(file)).toBeGreaterThan(120);
    clock.advance(2 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 120 });
    expect(await traces(file)).toBe(0);
  });
});
