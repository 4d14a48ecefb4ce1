import type { Clock } from '../platform/clock.js';
import { codeOf } from '../platform/code-of.js';
import type { Metrics } from '../platform/metrics.js';
import type { ImageModel, ModelAnswer, ModelRequest } from '../generation/models/image-model.js';

/** Counts the calls of another model: how each ended, how long it took, and its tokens. */
export class MeasuredModel implements ImageModel {
  constructor(
    private readonly model: ImageModel,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  get name(): string {
    return this.model.name;
  }

  async generate(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    const startedMs = this.clock.now();
    try {
      const answer = await this.model.generate(request, signal);
      this.count('picture', startedMs, answer.usage);
      return answer;
    } catch (error) {
      this.count(codeOf(error), startedMs, null);
      throw error;
    }
  }

  private count(outcome: string, startedMs: number, usage: ModelAnswer['usage']): void {
    this.metrics.modelCalled({
      model: this.name,
      outcome,
      durationMs: this.clock.now() - startedMs,
      promptTokens: usage?.promptTokens ?? null,
      outputTokens: usage?.outputTokens ?? null,
    });
  }
}
