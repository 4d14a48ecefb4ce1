import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import { IMAGE_COMPRESSION } from './config/image-compression.js';
import { CARD_DELIVERY } from './generation/card-delivery.js';
import { EndedGenerations } from './generation/ended-generations.js';
import { OutcomeDelivery } from './generation/outcome-delivery.js';
import { OutputRecorder } from './generation/run/output-recorder.js';
import { ImageProcessor } from './imaging/image-processor.js';
import { IMAGE_STORE } from './persistence/images/image-store.js';
import { ModelTurns } from './persistence/model-turns.js';
import { PersistenceService } from './persistence/persistence-service.js';
import { CLOCK } from './platform/clock.js';
import { KeyedMutex } from './platform/keyed-mutex.js';
import { LOGGER } from './platform/logger.js';
import { noTracing } from './platform/no-tracing.js';
import { TRACING } from './platform/tracing.js';
import { GenerationTraces } from './tracing/generation-traces.js';
import { tracedOutcomes } from './tracing/traced-outcomes.js';
import { tracedRecorder } from './tracing/traced-recorder.js';

/** Traces of generations; none are written until an implementation takes the place of this one. */
export function registerTracing(container: DependencyContainer): void {
  container.registerInstance(TRACING, noTracing);
  container.register(GenerationTraces, {
    useFactory: instanceCachingFactory(
      (dependencies) =>
        new GenerationTraces(dependencies.resolve(TRACING), dependencies.resolve(CLOCK)),
    ),
  });
  container.register(OutputRecorder, {
    useFactory: (dependencies) =>
      tracedRecorder(
        new OutputRecorder(
          dependencies.resolve(IMAGE_STORE),
          dependencies.resolve(ImageProcessor),
          dependencies.resolve(IMAGE_COMPRESSION),
          dependencies.resolve(CLOCK),
          dependencies.resolve(ModelTurns),
        ),
        dependencies.resolve(TRACING),
      ),
  });
  container.register(OutcomeDelivery, {
    useFactory: (dependencies) =>
      tracedOutcomes(
        new OutcomeDelivery(
          dependencies.resolve(PersistenceService),
          dependencies.resolve(KeyedMutex),
          dependencies.resolve(CARD_DELIVERY),
          dependencies.resolve(EndedGenerations),
          dependencies.resolve(LOGGER),
        ),
        dependencies.resolve(GenerationTraces),
        dependencies.resolve(TRACING),
      ),
  });
}
