import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { createDataSource } from '../../ormconfig.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { isActive } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { checkCards } from './card-checks.js';
import type { Killer } from './killer.js';
import type { PersonAtWork } from './person-at-work.js';
import type { ScriptedModel } from './scripted-model.js';

/** One line of the table: what was counted, and what is wrong with it. */
export interface Finding {
  readonly what: string;
  readonly count: number;
  /** Empty where all is well. */
  readonly violations: readonly string[];
}

/** Everything there is to compare when a campaign is over. */
export interface Evidence {
  readonly sandbox: Sandbox;
  readonly model: ScriptedModel;
  readonly people: readonly PersonAtWork[];
  readonly killer: Killer;
  /** Calls of the model that were open when a process was killed. */
  readonly interruptedCalls: number;
  readonly dataDir: string;
}

/** A killed process may have got an answer that it had not stored yet. */
const STORING_MS = 3_000;

/** Compares what Discord was told, what the model was asked, and what is stored. */
export async function checkAll(evidence: Evidence): Promise<Finding[]> {
  const states = await storedStates(evidence.dataDir);
  return [
    ...countPeople(evidence),
    ...checkModel(evidence, states),
    ...(await checkFiles(evidence, states)),
    ...checkCards(evidence, states),
  ];
}

async function storedStates(dataDir: string): Promise<InteractionState[]> {
  const dataSource = createDataSource(path.join(dataDir, 'nanobanana.sqlite'));
  await dataSource.initialize();
  const inventory = new InteractionInventory(
    new InteractionRepository(dataSource),
    new RemovalRepository(dataSource),
  );
  const states: InteractionState[] = [];
  for await (const row of inventory.all()) {
    if (row.state === null) throw row.error;
    states.push(row.state);
  }
  await dataSource.destroy();
  return states;
}

function countPeople({ people, killer }: Evidence): Finding[] {
  const sum = (count: (person: PersonAtWork) => number) =>
    people.reduce((total, person) => total + count(person), 0);
  const defects = killer.outputs.flatMap(
    (output) => output.match(/.*cannot go on.*|.*defect.*/g) ?? [],
  );
  return [
    { what: 'kills', count: killer.killedAtMs.length, violations: [] },
    {
      what: 'processes that ended by themselves or met a defect',
      count: defects.length,
      violations: defects,
    },
    { what: 'clicks', count: sum(({ clicks }) => clicks), violations: [] },
    {
      what: 'clicks that failed in front of the person',
      count: sum(({ failedClicks }) => failedClicks),
      violations: [],
    },
    {
      what: 'waits in vain',
      count: sum(({ problems }) => problems.length),
      violations: people.flatMap(({ problems }) => problems),
    },
  ];
}

function checkModel(evidence: Evidence, states: readonly InteractionState[]): Finding[] {
  const { model, people, killer, interruptedCalls } = evidence;
  const outputs = states.flatMap((state) =>
    state.outputs.filter(({ origin }) => origin !== 'input').map(({ image }) => image.sha256),
  );
  const made = new Set(model.made.map(({ sha256 }) => sha256));
  const doubled = outputs.filter((sha256, n) => outputs.indexOf(sha256) !== n);
  const foreign = outputs.filter((sha256) => !made.has(sha256));
  const stored = new Set(outputs);
  const lost = model.made.filter(({ sha256 }) => !stored.has(sha256));
  const unexplained = lost.filter(
    ({ answeredAtMs }) =>
      !killer.killedAtMs.some(
        (killedMs) => killedMs >= answeredAtMs - 50 && killedMs - answeredAtMs < STORING_MS,
      ),
  );
  const records = people.flatMap(({ cards }) => cards);
  const asked = records.reduce((sum, { confirmed, uncertain }) => sum + confirmed + uncertain, 0);
  const cancelled = records.reduce(
    (sum, { cancellations, uncertain }) => sum + cancellations + uncertain,
    0,
  );
  const explained = asked + model.passingFailures + interruptedCalls + lost.length;
  return [
    {
      what: 'calls of the model',
      count: model.calls,
      violations:
        model.calls > explained
          ? [`only ${explained} can be explained: something was paid twice`]
          : [],
    },
    { what: 'pictures that the model made', count: made.size, violations: [] },
    {
      what: 'outputs stored',
      count: outputs.length,
      violations: foreign.map((sha256) => `${sha256} was never made`),
    },
    { what: 'outputs stored twice', count: doubled.length, violations: doubled },
    {
      what: 'pictures answered but not stored: killed in between, or called off',
      count: lost.length,
      violations:
        unexplained.length > cancelled ? [`${unexplained.length} were lost without a kill`] : [],
    },
  ];
}

async function checkFiles(
  { dataDir }: Evidence,
  states: readonly InteractionState[],
): Promise<Finding[]> {
  const named = new Map(
    states
      .flatMap(({ inputs, outputs }) => [...inputs, ...outputs.map(({ image }) => image)])
      .map((image) => [image.key, image.sha256]),
  );
  const files: string[] = [];
  for (const folder of ['input_images', 'output_images']) {
    for (const name of await readdir(path.join(dataDir, folder))) files.push(`${folder}/${name}`);
  }
  const broken: string[] = [];
  for (const [key, sha256] of named) {
    const bytes = files.includes(key) ? await readFile(path.join(dataDir, key)) : null;
    const found = bytes && createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) broken.push(`${key} is ${bytes ? 'damaged' : 'missing'}`);
  }
  const orphans = files.filter((file) => !named.has(file));
  const stuck = states.filter(({ generation }) => isActive(generation)).map(({ id }) => id);
  return [
    { what: 'rows', count: states.length, violations: [] },
    { what: 'rows whose generation is stuck', count: stuck.length, violations: stuck },
    { what: 'images that rows name', count: named.size, violations: broken },
    { what: 'files that no row names, for the next sweep', count: orphans.length, violations: [] },
  ];
}
