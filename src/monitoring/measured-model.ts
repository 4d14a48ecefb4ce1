import type { Clock } from '../platform/clock.js';
import { codeOf } from '../platform/code-of.js';
import type { Metrics } from '../platform/metrics.js';
import type { ImageModel, ModelUsage } from '../generation/models/image-model.js';
import { withMethods } from './with-methods.js';

/** The model, which also counts its calls with outcome, duration and tokens. */
export function measuredModel(model: ImageModel, metrics: Metrics, clock: Clock): ImageModel {
  return withMethods(model, {
    generate: async (request, signal) => {
      const startedMs = clock.now();
      const count = (name: string, outcome: string, usage: ModelUsage | null) =>
        metrics.modelCalled({
          model: name,
          outcome,
          durationMs: clock.now() - startedMs,
          promptTokens: usage?.promptTokens ?? null,
          outputTokens: usage?.outputTokens ?? null,
        });
      try {
        const answer = await model.generate(request, signal);
        count(answer.model, 'picture', answer.usage);
        return answer;
      } catch (error) {
        count(model.name, codeOf(error), null);
        throw error;
      }
    },
  });
}
