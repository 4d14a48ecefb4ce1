import 'reflect-metadata';
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { createDataSource } from '../../ormconfig.js';
import { CardAnswer } from '../../src/bot/cards/answering/card-answer.js';
import { CardDeletion } from '../../src/bot/deletions/card-deletion.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import { InteractionRemoval } from '../../src/maintenance/retention/interaction-removal.js';
import { openDatabase } from '../../src/persistence/database/database.js';
import { FileImageDriver } from '../../src/persistence/images/drivers/file-image-driver.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { RemovalRepository } from '../../src/persistence/removal-repository.js';
import { RemovedRequests } from '../../src/persistence/removed-requests.js';
import { systemClock } from '../../src/platform/clock.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { INTERACTION_ID, REQUEST_ID, resultState } from '../support/states.js';

/*
 * A process that deletes one card, which is the file DATA_DIR/card, and that dies by SIGKILL right
 * before or right after the step it is told:
 *
 *     node dist/test/kill/deletion-worker.js DATA_DIR [before|after STEP]
 */

const [dataDir = '', when = 'never', step = ''] = process.argv.slice(2);

/** Lets the methods of an object die as told; each is a step of that name. */
function dying<T extends object>(target: T, steps: { readonly [Key in keyof T]?: string }): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key, object);
      const name: unknown = Reflect.get(steps, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (when === 'before' && name === step) process.kill(process.pid, 'SIGKILL');
        const result: unknown = Reflect.apply(value, object, args);
        if (when !== 'after' || name !== step) return result;
        return Promise.resolve(result).then(() => process.kill(process.pid, 'SIGKILL'));
      };
    },
  });
}

/** The store of this process, in which the removal of each file is a step. */
class DyingImageStore extends ImageStore {
  override async remove(name: string): Promise<void> {
    if (when === 'before' && step === 'picture') process.kill(process.pid, 'SIGKILL');
    await super.remove(name);
    if (when === 'after' && step === 'picture') process.kill(process.pid, 'SIGKILL');
  }
}

const dataSource = createDataSource(path.join(dataDir, 'nanobanana.sqlite'));
await openDatabase(dataSource);
const logger = new RecordingLogger();
const repository = new InteractionRepository(dataSource);
const inventory = new InteractionInventory(repository, new RemovalRepository(dataSource));
const card: CardAnswer = Object.assign(Object.create(CardAnswer.prototype), {
  remove: () => rm(path.join(dataDir, 'card'), { force: true }),
});
const queue: GenerationQueue = Object.assign(Object.create(GenerationQueue.prototype), {
  cancel: () => undefined,
});
const images = new DyingImageStore(new FileImageDriver(dataDir), systemClock);
const deletion = new CardDeletion(
  dying(new PersistenceService(repository, systemClock, logger), { noteDeletion: 'note' }),
  dying(queue, { cancel: 'call off' }),
  new InteractionRemoval(
    dying(inventory, { remove: 'row', eraseLog: 'log' }),
    dying(new RemovedRequests(dataSource, systemClock), { add: 'request' }),
    images,
    logger,
  ),
  logger,
);
const state = resultState(1, { id: INTERACTION_ID, requestMessageId: REQUEST_ID });
await deletion.delete(state, dying(card, { remove: 'card' }));
await dataSource.destroy();
