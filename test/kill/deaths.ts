import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { expect } from '@jest/globals';

import type { Generation } from '../../src/interactions/generation.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { ModelRecords } from '../../src/persistence/model-records.js';
import { startNodeProgram } from '../support/node-program.js';
import { generation, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { openTestDatabase } from '../support/test-database.js';

const WORKER = path.resolve('dist/test/kill/worker.js');

/** How the worker ended: null after a signal. */
async function work(...args: readonly string[]): Promise<{ code: number | null; log: string }> {
  const child = startNodeProgram([WORKER, ...args]);
  child.stdout?.resume();
  const [log] = await Promise.all([text(child.stderr!), once(child, 'close')]);
  return { code: child.exitCode, log };
}

async function stored(
  dataDir: string,
  given: Partial<Generation>,
  isModelDead: boolean,
): Promise<void> {
  const file = path.join(dataDir, 'nanobanana.sqlite');
  const { dataSource, persistence } = await openTestDatabase(file);
  await persistence.create(newInteractionState({ generation: generation(given) }));
  if (isModelDead)
    await new ModelRecords(dataSource).change('a model', (record) => ({
      ...record,
      failuresInARow: 5,
    }));
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
export type Death = readonly [
  behaviour:
    | 'picture'
    | 'four pictures'
    | 'three of four'
    | 'overloaded'
    | 'blocked'
    | 'gone'
    | 'cancel',
  when: 'before' | 'after',
  status: string,
  ending: 'delivered' | 'failed' | 'cancelled',
  calls: number,
];

/** How a generation ended, and what was done for it. */
interface Outcome {
  readonly status: string | undefined;
  readonly lease: unknown;
  readonly outputs: number;
  /** How often the model was asked. */
  readonly asked: number;
  /** What the card was made to show, and how often. */
  readonly shown: readonly string[];
}

function isOfFour(behaviour: Death[0]): boolean {
  return behaviour === 'four pictures' || behaviour === 'three of four';
}

function outputsAfter(...[behaviour, when, status, ending]: Death): number {
  if (ending !== 'delivered') return 0;
  // The model does not fail again where its failure was not stored.
  const isLost = behaviour === 'three of four' && `${when} ${status}` !== 'before requested 2';
  return (isOfFour(behaviour) ? 4 : 1) - (isLost ? 1 : 0);
}

/** Lets a worker die as told and another one go on, and gives what came of it. */
export async function outcomeAfter(...[behaviour, when, status]: Death): Promise<Outcome> {
  const dataDir = await temporaryDirectory();
  const isGone = behaviour === 'gone';
  const requestedAt = new Date(Date.now() - (isGone ? 3_600_000 : 0)).toISOString();
  const settings = { ...AUTOMATIC_SETTINGS, count: isOfFour(behaviour) ? 4 : null };
  await stored(dataDir, { requestedAt, settings }, isGone);

  const killed = await work(dataDir, behaviour, when, status);
  expect(killed).toEqual({ code: null, log: expect.any(String) });
  const restarted = await work(dataDir, behaviour);
  expect(restarted).toEqual({ code: 0, log: expect.any(String) });

  const { generation: ended, outputs } = await stateIn(dataDir);
  const journal = (await readFile(path.join(dataDir, 'journal'), 'utf8')).trim().split('\n');
  return {
    status: ended?.status,
    lease: ended?.lease,
    outputs: outputs.length,
    asked: journal.filter((line) => line === 'asked').length,
    shown: journal.filter((line) => line.startsWith('shown')),
  };
}

/** What has to come of it. */
export function expectedAfter(...death: Death): Outcome {
  const [, when, status, ending, calls] = death;
  const shown = `shown ${ending}`;
  return {
    status: ending,
    lease: null,
    outputs: outputsAfter(...death),
    asked: calls,
    // Shown once more than else only where the showing was not noted yet.
    shown: when === 'before' && status.startsWith(ending) ? [shown, shown] : [shown],
  };
}
