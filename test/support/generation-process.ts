import { randomUUID } from 'node:crypto';

import { GenerationQueue } from '../../src/generation/generation-queue.js';
import { GenerationResume } from '../../src/generation/generation-resume.js';
import { ModelHealth } from '../../src/generation/model-health.js';
import type { ImageModel, ModelRequest } from '../../src/generation/models/image-model.js';
import type { OperatorTrouble } from '../../src/generation/operator-trouble.js';
import { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import { EndedGenerations } from '../../src/generation/ended-generations.js';
import { ChargedCalls } from '../../src/generation/run/charged-calls.js';
import { CountedMaker } from '../../src/generation/run/counted-maker.js';
import { GenerationRun } from '../../src/generation/run/generation-run.js';
import type { OutputRecorder } from '../../src/generation/run/output-recorder.js';
import { PermittedRun } from '../../src/generation/run/permitted-run.js';
import { ModelRequests } from '../../src/generation/run/model-requests.js';
import { offeredModels } from '../../src/generation/models/offered-models.js';
import { memoryModelTurns } from './memory-model-turns.js';
import { PictureMaker } from '../../src/generation/run/picture-maker.js';
import { RetryPolicy } from '../../src/generation/run/retry-policy.js';
import type { Picture } from '../../src/imaging/picture.js';
import { Charges } from '../../src/generation/spending/charges.js';
import { LimitsFor } from '../../src/generation/spending/limits-for.js';
import { Reservations } from '../../src/generation/spending/reservations.js';
import { Beginnings } from '../../src/persistence/beginnings.js';
import { Duties } from '../../src/persistence/duties.js';
import type { GenerationLeases } from '../../src/persistence/generation-leases.js';
import { InteractionRepository } from '../../src/persistence/interaction-repository.js';
import { Ledger } from '../../src/persistence/ledger.js';
import { ModelRecords } from '../../src/persistence/model-records.js';
import { PersistenceService } from '../../src/persistence/persistence-service.js';
import { UnfinishedGenerations } from '../../src/persistence/unfinished-generations.js';
import { Notes } from '../../src/persistence/notes.js';
import { QuotaTiers } from '../../src/persistence/quota-tiers.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import { KeyedMutex } from '../../src/platform/keyed-mutex.js';
import { endAfterTest } from './endings.js';
import type { FakeClock } from './fake-clock.js';
import { RecordingCards } from './generation-doubles.js';
import { leasesOf } from './leases.js';
import { MemoryImageStore } from './memory-image-store.js';
import { RecordingLogger } from './recording-logger.js';
import { RecordingMetrics } from './recording-metrics.js';
import { outputItem, storedImage } from './states.js';
import { limits } from './spendings.js';
import { strictDouble } from './strict-double.js';
import { openTestDatabase } from './test-database.js';

const PICTURE: Picture = { bytes: Buffer.alloc(0), mediaType: 'image/png', width: 1, height: 1 };

/** What all processes of a test share. */
export interface SharedWorld {
  /** The database, as `openTestDatabase` names it. */
  readonly file: string;
  readonly clock: FakeClock;
  /** Answers a request for a picture, in whichever process it is made. */
  readonly answer: (request: ModelRequest, signal: AbortSignal) => Promise<void>;
}

/** A process that runs generations, one of several on a database. */
export interface GenerationProcess {
  readonly persistence: PersistenceService;
  readonly leases: GenerationLeases;
  readonly queue: GenerationQueue;
  readonly resume: GenerationResume;
  readonly health: ModelHealth;
  readonly cards: RecordingCards;
  /** The servers whose cards are its own. */
  readonly guilds: Set<string | null>;
}

/** Starts such a process, with everything real but the model, the pictures and the cards. */
export async function generationProcess(
  { file, clock, answer }: SharedWorld,
  guildIds: readonly string[],
  { perPerson = 1 } = {},
): Promise<GenerationProcess> {
  const { dataSource } = await openTestDatabase(file);
  const logger = new RecordingLogger();
  const database = { dataSource, clock, logger };
  const models = offeredModels({ kind: 'offline' }, new Map());
  const generationLimits = { concurrency: 8, concurrencyPerPerson: perPerson, maxAttempts: 5 };
  const guilds = new Set<string | null>(guildIds);
  const persistence = new PersistenceService(new InteractionRepository(dataSource), clock, logger);
  const leases = leasesOf(database, { perPerson });
  const duties = new Duties(dataSource, clock, logger);
  const beginnings = new Beginnings(dataSource, duties, false, clock, logger);
  const model: ImageModel = {
    name: 'a model',
    generate: async (request, signal) => {
      await answer(request, signal);
      return { picture: PICTURE, text: null, model: 'a model', usage: null, thread: null };
    },
  };
  const trouble = strictDouble<OperatorTrouble>('OperatorTrouble', {
    report: async () => undefined,
    isOver: async () => undefined,
  });
  const health = new ModelHealth(model, new ModelRecords(dataSource), trouble, clock, logger);
  const recorder = strictDouble<OutputRecorder>('OutputRecorder', {
    record: async () => outputItem({ image: storedImage({ key: randomUUID() }) }),
  });
  const requests = new ModelRequests(
    new MemoryImageStore(),
    memoryModelTurns().turns,
    models,
    logger,
  );
  const ledger = new Ledger(dataSource, clock);
  const charges = new Charges(ledger, limits(), models, new Map(), logger);
  const calls = new ChargedCalls(model, health, charges);
  const maker = new PictureMaker(requests, calls, recorder, logger);
  const retries = new RetryPolicy(generationLimits, clock);
  const counted = new CountedMaker(maker, beginnings);
  const run = new GenerationRun(persistence, leases, counted, retries, logger);
  const cards = new RecordingCards();
  const mutex = new KeyedMutex();
  const metrics = new RecordingMetrics();
  const tiers = new QuotaTiers(new StoredRights(new Notes(dataSource), logger));
  const limitsFor = new LimitsFor(limits(), tiers);
  const reservations = new Reservations(ledger, persistence, limitsFor, models, logger);
  const ended = new EndedGenerations(reservations, metrics);
  const outcomes = new OutcomeDelivery(persistence, mutex, cards.delivery, ended, logger);
  const permitted = new PermittedRun(run, health);
  const queue = new GenerationQueue(permitted, outcomes, health, generationLimits, clock);
  const ownCards = { isOwn: (guildId: string | null) => guilds.has(guildId) };
  const unfinished = new UnfinishedGenerations(dataSource, ownCards, clock, logger);
  const resume = new GenerationResume(unfinished, leases, health, queue, logger);
  endAfterTest(() => queue.stop(0));
  return { persistence, leases, queue, resume, health, cards, guilds };
}
