import 'reflect-metadata';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import pino from 'pino';

import { CLOCK } from '../../src/platform/clock.js';
import { readConfig } from '../../src/config/config.js';
import { createContainer } from '../../src/container.js';
import { CARD_DELIVERY, type CardDelivery } from '../../src/generation/card-delivery.js';
import { GENERATION_FAILURES } from '../../src/interactions/failure-kinds.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import { GenerationResume } from '../../src/generation/generation-resume.js';
import {
  IMAGE_MODEL,
  type ImageModel,
  type ModelAnswer,
} from '../../src/generation/models/image-model.js';
import { abortedError, ModelError } from '../../src/interactions/model-error.js';
import { LOGGER } from '../../src/platform/logger.js';
import { DATA_SOURCE, openDatabase } from '../../src/persistence/database/database.js';
import { GenerationLeases, type ClaimResult } from '../../src/persistence/generation-leases.js';
import { isActive } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { OWN_CARDS } from '../../src/persistence/own-cards.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { restoreView } from '../../src/views/restore-view.js';
import { INTERACTION_ID } from '../support/states.js';

/*
 * A process that does with one stored generation whatever a start of the bot does, without Discord,
 * and that dies by SIGKILL right before or right after the status it is told:
 *
 *     node dist/test/kill/worker.js DATA_DIR MODEL [before|after STATUS]
 *
 * Where several pictures are made, STATUS has how many came or will not come: `running 2`.
 *
 * What it asked of the model, and what it showed, stands line by line in DATA_DIR/journal.
 */

const [dataDir = '', behaviour = 'picture', when = 'never', status = ''] = process.argv.slice(2);
const journal = path.join(dataDir, 'journal');
const note = (line: string) => appendFileSync(journal, `${line}\n`);
const notes = () => (existsSync(journal) ? readFileSync(journal, 'utf8') : '');

/** How far a generation is: its status, and of several pictures how many came or will not come. */
function stepOf({ generation }: InteractionState, at = generation?.status): string {
  if (generation === null) return '';
  const { settings, made, lost } = generation;
  return settings.count === null ? String(at) : `${at} ${made + lost.length}`;
}

async function dying<T>(at: string, work: () => Promise<T>): Promise<T> {
  if (when === 'before' && at === status) process.kill(process.pid, 'SIGKILL');
  const result = await work();
  if (when === 'after' && at === status) process.kill(process.pid, 'SIGKILL');
  return result;
}

let conclude = (): void => undefined;
const concluded = new Promise<void>((resolve) => {
  conclude = resolve;
});

class DyingPersistence extends PersistenceService {
  override async save(state: InteractionState): Promise<InteractionState> {
    const saved = await dying(stepOf(state), () => super.save(state));
    if (!isActive(saved.generation)) conclude();
    return saved;
  }
}

class DyingLeases extends GenerationLeases {
  override async claim(state: InteractionState, owner: string): Promise<ClaimResult> {
    return dying(stepOf(state, 'running'), () => super.claim(state, owner));
  }
}

const PICTURE: ModelAnswer = {
  picture: { bytes: Buffer.from('a picture'), mediaType: 'image/png', width: 1, height: 1 },
  text: null,
  model: 'a model',
  usage: null,
  thread: null,
};

/** Asked for the first time, it behaves as it was told; afterwards it makes pictures. */
const model: ImageModel = {
  name: 'a model',
  generate: async (_request, signal) => {
    const earlier = notes().split('asked').length - 1;
    const isFirst = earlier === 0;
    note('asked');
    if (behaviour === 'three of four' && earlier === 1)
      throw new ModelError(GENERATION_FAILURES.finishReason.IMAGE_OTHER);
    if (behaviour === 'blocked') throw new ModelError(GENERATION_FAILURES.blockReason.SAFETY);
    if (behaviour === 'gone' || (behaviour === 'overloaded' && isFirst))
      throw new ModelError(GENERATION_FAILURES.httpStatus[503]);
    if (behaviour !== 'cancel' || !isFirst) return PICTURE;
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    setImmediate(() => void cancel());
    await aborted;
    throw abortedError();
  },
};

const cards: CardDelivery = {
  laneOf: () => 'one',
  deliver: async ({ generation }) => note(`shown ${generation?.status}`),
  showProgress: async () => undefined,
};

const config = readConfig({
  DISCORD_TOKEN: 'none',
  IMAGE_MODEL: 'offline',
  BOT_DATA_DIR: dataDir,
});
const product = createContainer(config, pino(pino.destination(2)));
const dataSource = product.resolve(DATA_SOURCE);
const clock = product.resolve(CLOCK);
const logger = product.resolve(LOGGER);
const persistence = new DyingPersistence(product.resolve(InteractionRepository), clock, logger);
const container = product
  .createChildContainer()
  .registerInstance(IMAGE_MODEL, model)
  .registerInstance(CARD_DELIVERY, cards)
  // Without Discord, no shard tells whose cards are whose.
  .registerInstance(OWN_CARDS, { isOwn: () => true })
  .registerInstance(PersistenceService, persistence)
  .registerInstance(
    GenerationLeases,
    new DyingLeases(dataSource, config.generations, true, clock, logger),
  );

/** What the button of that name does. */
async function cancel(): Promise<void> {
  const view = restoreView(await persistence.load(INTERACTION_ID));
  await persistence.save(view.cancel(view.state.userId ?? '').state);
  container.resolve(GenerationQueue).cancel(INTERACTION_ID);
}

await openDatabase(dataSource);
const states = await persistence.findActive();
const resume = container.resolve(GenerationResume);
await resume.prepare();
await resume.start();
if (states.length > 0) await concluded;
resume.stop();
await container.resolve(GenerationQueue).stop(10_000);
process.exit(0);
