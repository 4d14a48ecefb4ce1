import { AppError } from '../../src/platform/app-error.js';
import type { CardDelivery } from '../../src/generation/card-delivery.js';
import { GENERATION_FAILURES } from '../../src/interactions/failure-kinds.js';
import type { GenerationProgress } from '../../src/interactions/generation-progress.js';
import { ModelError } from '../../src/interactions/model-error.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { strictDouble } from './strict-double.js';

/** Cards that remember what they were made to show, with failures on request. */
export class RecordingCards {
  readonly shown: InteractionState[] = [];
  /** Whether each delivery was to be made another way where it fails. */
  readonly anyWay: boolean[] = [];
  /** Happens while the next delivery is under way. */
  meanwhile: () => void = () => undefined;
  /** Thrown by the next deliveries, one each. */
  readonly failures: AppError[] = [];

  /** What cards were made to say of generations that wait or run. */
  readonly progress: (GenerationProgress | null)[] = [];

  readonly delivery = strictDouble<CardDelivery>('CardDelivery', {
    laneOf: ({ channelId }) => String(channelId),
    deliver: async (state, options) => {
      this.anyWay.push(options?.anyWay ?? false);
      this.failIfTold();
      this.shown.push(state);
      this.meanwhile();
      this.meanwhile = () => undefined;
    },
    showProgress: async (_state, progress) => {
      this.failIfTold();
      this.progress.push(progress);
    },
  });

  private failIfTold(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** A card that cannot be edited any more. */
export function undeliverable(): AppError {
  return new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    userMessage: 'The card is gone.',
  });
}

/** Discord not answering for the moment. */
export function unavailable(): AppError {
  return new AppError({
    code: 'discord.unavailable',
    retryable: true,
    userMessage: 'Discord did not answer.',
  });
}

/** A model that refuses a prompt. */
export function blocked(): ModelError {
  return new ModelError(GENERATION_FAILURES.blockReason.SAFETY);
}

/** A model that is overloaded, and may say when to come back. */
export function overloaded(retryAfterMs: number | null = null): ModelError {
  return new ModelError(GENERATION_FAILURES.httpStatus[503], { retryAfterMs });
}
