import { jest } from '@jest/globals';

import type { ModelRequest } from '../../src/generation/models/image-model.js';
import { eventually } from './eventually.js';
import { generationProcess, type GenerationProcess } from './generation-process.js';
import { generation, newInteractionState } from './states.js';
import { openTestDatabase, storedState } from './test-database.js';

/** Two servers. */
export const [ONE, TWO] = ['300000000000000001', '300000000000000002'];

export const ANN = '400000000000000001';

/** A call of a model that ends only when it is aborted. */
export const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** From now on a process does nothing any more; its leases stay in their rows. */
export const die = async ({ queue, leases }: GenerationProcess) => {
  jest.spyOn(leases, 'end').mockResolvedValue();
  await queue.stop(0);
};

/**
 * Two processes on one database, each with the cards of one server, and a model that they share.
 */
export async function twoProcesses(perPerson = 1) {
  const { file, clock, persistence } = await openTestDatabase();
  const calls: ModelRequest[] = [];
  const open = new Map<string, number>();
  const model = {
    answer: async (_signal: AbortSignal) => {},
    mostForOnePerson: 0,
  };
  const world = {
    file,
    clock,
    answer: async (request: ModelRequest, signal: AbortSignal) => {
      const { personId } = request;
      calls.push(request);
      const now = (open.get(personId) ?? 0) + 1;
      open.set(personId, now);
      model.mostForOnePerson = Math.max(model.mostForOnePerson, now);
      try {
        await model.answer(signal);
      } finally {
        open.set(personId, open.get(personId)! - 1);
      }
    },
  };
  const one = await generationProcess(world, [ONE], { perPerson });
  const two = await generationProcess(world, [TWO], { perPerson });
  const ids: string[] = [];
  /** A person confirms a request on a card of a server. */
  const confirm = async (personId: string, guildId: string) => {
    const id = `00000000-0000-4000-8000-${String(ids.length + 1).padStart(12, '0')}`;
    ids.push(id);
    const generationId = id.replace('0', '1');
    const made = generation({ id: generationId, requestedBy: personId, requestedAt: clock.iso() });
    await persistence.create(
      newInteractionState({ id, guildId, requestMessageId: null, generation: made }),
    );
    return id;
  };
  const load = (id: string) => storedState(persistence, id);
  const statusOf = async (id: string) => (await load(id)).generation?.status;
  /** Lets the processes look for work until nothing is left to do. */
  const untilDone = (...processes: GenerationProcess[]) =>
    eventually(async () => {
      for (const each of processes) await each.resume.run();
      return (await persistence.findActive()).length === 0;
    });
  return {
    one,
    two,
    clock,
    persistence,
    calls,
    model,
    ids,
    confirm,
    load,
    statusOf,
    untilDone,
  };
}
