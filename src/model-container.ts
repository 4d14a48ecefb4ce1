import type { DependencyContainer } from 'tsyringe';

import type { Config } from './config/config.js';
import { GeminiModel, type GeminiOptions } from './generation/models/gemini/gemini-model.js';
import { IMAGE_MODEL } from './generation/models/image-model.js';
import { OfflineModel } from './generation/models/offline/offline-model.js';
import { ImageProcessor } from './imaging/image-processor.js';
import { measuredModel } from './monitoring/measured-model.js';
import { CLOCK } from './platform/clock.js';
import { METRICS } from './platform/metrics.js';
import { TRACING } from './platform/tracing.js';
import { tracedModel } from './tracing/traced-model.js';

/** The image model that is configured, measured and traced. */
export function registerModel(container: DependencyContainer, model: Config['model']): void {
  container.register(IMAGE_MODEL, {
    useFactory: (dependencies) =>
      tracedModel(
        measuredModel(
          model.kind === 'offline'
            ? dependencies.resolve(OfflineModel)
            : new GeminiModel(geminiOptions(model), dependencies.resolve(ImageProcessor)),
          dependencies.resolve(METRICS),
          dependencies.resolve(CLOCK),
        ),
        model.kind === 'offline' ? 'offline' : 'gcp.gemini',
        dependencies.resolve(TRACING),
      ),
  });
}

function geminiOptions({
  name,
  baseUrl,
  ...options
}: Extract<Config['model'], { kind: 'gemini' }>): GeminiOptions {
  return { ...options, model: name, ...(baseUrl !== null && { baseUrl }) };
}
