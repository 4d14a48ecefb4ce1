import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { describe, expect, it } from '@jest/globals';

import { ModelRecords } from '../../src/persistence/model-records.js';
import { generation, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const WORKER = path.resolve('dist/test/kill/worker.js');

/** How the worker ended: null after a signal. */
async function work(...args: readonly string[]): Promise<{ code: number | null; log: string }> {
  const child = spawn(process.execPath, [WORKER, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [log] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, log };
}

async function stored(dataDir: string, requestedAt: string, isModelDead: boolean): Promise<void> {
  const file = path.join(dataDir, 'nanobanana.sqlite');
  const { dataSource, persistence } = await openTestDatabase(file);
  await persistence.create(newInteractionState({ generation: generation({ requestedAt }) }));
  const openUntil = null;
  if (isModelDead) {
    const record = { name: 'a model', averageMs: null, failuresInARow: 5, openUntil };
    await new ModelRecords(dataSource).save(record);
  }
  await dataSource.destroy();
}

async function stateIn(dataDir: string) {
  const file = path.join(dataDir, 'nanobanana.sqlite');
  const { dataSource, persistence } = await openTestDatabase(file);
  const state = await persistence.load(INTERACTION_ID);
  await dataSource.destroy();
  return state;
}

/**
 * What the model does, when the process dies, how the generation ends, and how often the model is
 * asked: once more than else only where it had answered and the answer was not stored yet.
 */
const TABLE = [
  ['picture', 'before', 'running', 'delivered', 1],
  ['picture', 'after', 'running', 'delivered', 1],
  ['picture', 'before', 'produced', 'delivered', 2],
  ['picture', 'after', 'produced', 'delivered', 1],
  ['picture', 'before', 'delivered', 'delivered', 1],
  ['picture', 'after', 'delivered', 'delivered', 1],
  ['overloaded', 'before', 'requested', 'delivered', 2],
  ['overloaded', 'after', 'requested', 'delivered', 2],
  ['blocked', 'before', 'failing', 'failed', 2],
  ['blocked', 'after', 'failing', 'failed', 1],
  ['blocked', 'before', 'failed', 'failed', 1],
  ['blocked', 'after', 'failed', 'failed', 1],
  ['gone', 'before', 'failing', 'failed', 0],
  ['gone', 'after', 'failing', 'failed', 0],
  ['cancel', 'before', 'cancelling', 'delivered', 2],
  ['cancel', 'after', 'cancelling', 'cancelled', 1],
  ['cancel', 'before', 'cancelled', 'cancelled', 1],
  ['cancel', 'after', 'cancelled', 'cancelled', 1],
] as const;

describe('a process that is killed', () => {
  it.each(TABLE)(
    'a process killed with a model that brings “%s”, right %s “%s” is stored, ends it after the restart as %s',
    async (behaviour, when, status, ending, calls) => {
      const dataDir = await temporaryDirectory();
      const isGone = behaviour === 'gone';
      const requestedAt = new Date(Date.now() - (isGone ? 3_600_000 : 0)).toISOString();
      await stored(dataDir, requestedAt, isGone);

      const killed = await work(dataDir, behaviour, when, status);
      expect(killed).toEqual({ code: null, log: expect.any(String) });
      const restarted = await work(dataDir, behaviour);
      expect(restarted).toEqual({ code: 0, log: expect.any(String) });

      const { generation: ended, outputs } = await stateIn(dataDir);
      expect(ended).toMatchObject({ status: ending, lease: null });
      expect(outputs).toHaveLength(ending === 'delivered' ? 1 : 0);
      const journal = (await readFile(path.join(dataDir, 'journal'), 'utf8')).trim().split('\n');
      expect(journal.filter((line) => line === 'asked')).toHaveLength(calls);
      // Shown once more than else only where the showing was not noted yet.
      const shown = journal.filter((line) => line.startsWith('shown'));
      expect(new Set(shown)).toEqual(new Set([`shown ${ending}`]));
      expect(shown).toHaveLength(when === 'before' && status === ending ? 2 : 1);
    },
  );
});
