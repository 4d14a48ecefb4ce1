import { inject, injectable } from 'tsyringe';

import type { Generation } from '../../interactions/generation.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import type { Price } from '../../interactions/price.js';
import { tokensOf } from '../making-of.js';
import { ModelHealth } from '../model-health.js';
import {
  IMAGE_MODEL,
  type ImageModel,
  type ModelAnswer,
  type ModelRequest,
} from '../models/image-model.js';
import { Charges } from '../spending/charges.js';

/** A picture, and what it cost; null where nobody knows. */
export interface PaidAnswer extends ModelAnswer {
  readonly price: Price | null;
}

/** Calls the model: each call is charged before it is made, so that none is forgotten by a kill. */
@injectable()
export class ChargedCalls {
  constructor(
    @inject(IMAGE_MODEL) private readonly model: ImageModel,
    private readonly health: ModelHealth,
    private readonly charges: Charges,
  ) {}

  /**
   * Asks the model once.
   *
   * @throws AppError `model.*`, or `storage.*` before the model was asked.
   */
  async make(
    state: InteractionState,
    generation: Generation,
    request: ModelRequest,
    signal: AbortSignal,
  ): Promise<PaidAnswer> {
    await this.charges.begin(state, generation);
    const answer = await this.asked(generation, request, signal);
    const price = await this.charges.answered(generation, tokensOf(answer.usage));
    return { ...answer, price };
  }

  private async asked(
    generation: Generation,
    request: ModelRequest,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    try {
      return await this.health.observe(() => this.model.generate(request, signal), signal);
    } catch (error) {
      await this.charges.failed(generation, error);
      throw error;
    }
  }
}
