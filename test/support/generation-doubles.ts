import { AppError } from '../../src/app-error.js';
import type { CardDelivery } from '../../src/generation/card-delivery.js';
import { ModelError } from '../../src/generation/model-error.js';
import type { InteractionState } from '../../src/persistence/interaction-state.js';
import { strictDouble } from './strict-double.js';

/** Cards that remember what they were made to show, with failures on request. */
export class RecordingCards {
  readonly shown: InteractionState[] = [];
  /** Thrown by the next deliveries, one each. */
  readonly failures: AppError[] = [];

  readonly delivery = strictDouble<CardDelivery>('CardDelivery', {
    deliver: async (state) => {
      const failure = this.failures.shift();
      if (failure) throw failure;
      this.shown.push(state);
    },
  });
}

/** A card that cannot be edited any more. */
export function undeliverable(): AppError {
  return new AppError({
    code: 'discord.undeliverable',
    retryable: false,
    sentence: 'The card is gone.',
  });
}

/** Discord not answering for the moment. */
export function unavailable(): AppError {
  return new AppError({
    code: 'discord.unavailable',
    retryable: true,
    sentence: 'Discord did not answer.',
  });
}

/** A model that refuses a prompt. */
export function blocked(): ModelError {
  return new ModelError({
    code: 'model.blocked_prompt',
    retryable: false,
    sentence: 'The model refused this prompt.',
  });
}
