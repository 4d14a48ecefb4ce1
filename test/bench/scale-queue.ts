import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';

import pino from 'pino';
import type { DependencyContainer } from 'tsyringe';

import { readConfig } from '../../src/config/config.js';
import { createContainer } from '../../src/container.js';
import { CARD_DELIVERY, type CardDelivery } from '../../src/generation/card-delivery.js';
import { FairQueue } from '../../src/generation/fair-queue.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import { IMAGE_MODEL, type ImageModel } from '../../src/generation/models/image-model.js';
import { abortedError } from '../../src/interactions/model-error.js';
import { DATA_SOURCE, openDatabase } from '../../src/persistence/database/database.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { generation, newInteractionState } from '../support/states.js';
import type { BenchSize } from './bench.js';
import { benchDirectory } from './bots.js';
import { plain, rates, type Figure } from './report.js';
import { median, timed } from './statistics.js';

const WAITING = 10_000;
/** Some of these people have asked for many pictures. */
const GREEDY = 50;
const REQUESTS_OF_GREEDY = 100;
/** A person waits no longer than in the fairest order. */
const FAIRNESS_GOAL = 1;

const ROUNDS = 7;
/** In each round. */
const SAMPLES = 60;
/** How much of its speed the queue keeps with ten thousand people in it. */
const SPEED_GOAL = 0.8;

/** In which order everybody is served, and how fast the order is found. */
export function fairnessFigures({ isSmall }: BenchSize): Figure[] {
  const counts = Array.from({ length: isSmall ? 100 : WAITING }, (_, n) =>
    n % (isSmall ? 10 : WAITING / GREEDY) === 0 ? REQUESTS_OF_GREEDY : 1,
  );
  const queue = new FairQueue();
  for (const [person, count] of counts.entries())
    for (let n = 0; n < count; n += 1)
      queue.add({
        interactionId: `${person} ${n}`,
        personId: String(person),
        requestedAtMs: person * REQUESTS_OF_GREEDY + n,
        notBeforeMs: 0,
      });
  const served: string[] = [];
  const startedMs = performance.now();
  for (let next = queue.take(1, () => true); next; next = queue.take(1, () => true))
    served.push(next.interactionId);
  const tookMs = performance.now() - startedMs;
  const turns = Array.from({ length: REQUESTS_OF_GREEDY }, (_, turn) => fairPlace(counts, turn));
  const worst = served.reduce(
    (most, id, n) => Math.max(most, (n + 1) / (turns[Number(id.split(' ')[1])] ?? 1)),
    0,
  );
  return [
    {
      what: 'longest wait against the fairest order',
      value: `${worst.toFixed(2)}× with ${counts.length} people, some of whom asked for ${REQUESTS_OF_GREEDY}`,
      goal: `at most ${FAIRNESS_GOAL}×`,
      isMet: worst <= FAIRNESS_GOAL,
    },
    plain('  the order alone', `${((served.length * 1_000) / tookMs).toFixed(0)} turns a second`),
  ];
}

/** The last place at which somebody's request is served if all take turns. */
function fairPlace(counts: readonly number[], turn: number): number {
  return counts.reduce((sum, count) => sum + Math.min(count, turn + 1), 0);
}

/** Pictures a second, with claims and storing, when few wait and when ten thousand do. */
export async function queueFigures({ isSmall }: BenchSize): Promise<Figure[]> {
  const [waiting, rounds, samples] = isSmall ? [20, 1, 5] : [WAITING, ROUNDS, SAMPLES];
  const [many, few] = [await GatedQueue.open(waiting), await GatedQueue.open(rounds * samples)];
  const tookMs = { many: [] as number[], few: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    tookMs.many.push(await timed(() => many.serve(samples)));
    tookMs.few.push(await timed(() => few.serve(samples)));
  }
  await Promise.all([many.close(), few.close()]);
  const perSecond = (ms: readonly number[]) => (samples * 1_000) / median(ms);
  const what = `claims, ${waiting} people waiting against ${rounds * samples}`;
  const goal = isSmall ? null : SPEED_GOAL;
  return [rates(what, perSecond(tookMs.many), perSecond(tookMs.few), goal)];
}

const cards: CardDelivery = {
  laneOf: () => 'one',
  deliver: async () => undefined,
  showProgress: async () => undefined,
};

/** A queue whose model answers as many calls as it is told to. */
class GatedQueue {
  private readonly calls: (() => void)[] = [];
  private permitted = 0;
  private called = (): void => undefined;

  private constructor(
    private readonly dataDir: string,
    private readonly container: DependencyContainer,
  ) {}

  /** So many people each wait for a picture. */
  static async open(waiting: number): Promise<GatedQueue> {
    const dataDir = await benchDirectory();
    const env = { DISCORD_TOKEN: 'none', IMAGE_MODEL: 'offline', BOT_DATA_DIR: dataDir };
    const container = createContainer(
      readConfig(env),
      pino({ level: 'silent' }),
    ).createChildContainer();
    const queue = new GatedQueue(dataDir, container);
    container.registerInstance(IMAGE_MODEL, queue.model).registerInstance(CARD_DELIVERY, cards);
    await openDatabase(container.resolve(DATA_SOURCE));
    const persistence = container.resolve(PersistenceService);
    for (let n = 0; n < waiting; n += 1) {
      const requested = generation({ id: randomUUID(), requestedBy: String(n), prompt: 'a cat' });
      const state = newInteractionState({ id: randomUUID(), generation: requested });
      container.resolve(GenerationQueue).schedule(await persistence.create(state));
    }
    return queue;
  }

  /** Lets the model answer so many calls, and waits until they are answered. */
  async serve(count: number): Promise<void> {
    this.permitted = count;
    while (this.permitted > 0) {
      this.calls.splice(0, this.permitted).forEach((answer) => answer());
      if (this.permitted > 0)
        await new Promise<void>((resolve) => {
          this.called = resolve;
        });
    }
  }

  async close(): Promise<void> {
    await this.container.resolve(GenerationQueue).stop(0);
    await this.container.resolve(DATA_SOURCE).destroy();
    await rm(this.dataDir, { recursive: true });
  }

  private get model(): ImageModel {
    return {
      name: 'a model',
      generate: async (_request, signal) => {
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
          this.calls.push(() => {
            this.permitted -= 1;
            resolve();
          });
          this.called();
        });
        if (signal.aborted) throw abortedError();
        const bytes = Buffer.from('a picture');
        const picture = { bytes, mediaType: 'image/png', width: 1, height: 1 } as const;
        return { picture, text: null, model: 'a model', usage: null, thread: null };
      },
    };
  }
}
