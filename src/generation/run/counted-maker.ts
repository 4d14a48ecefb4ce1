import { injectable } from 'tsyringe';

import { GENERATION_FAILURES } from '../../interactions/failure-kinds.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
import { ModelError } from '../../interactions/model-error.js';
import { Beginnings } from '../../persistence/beginnings.js';
import { PictureMaker } from './picture-maker.js';

/** Makes pictures, unless processes died over it: then the picture may be what kills them. */
@injectable()
export class CountedMaker {
  constructor(
    private readonly maker: PictureMaker,
    private readonly beginnings: Beginnings,
  ) {}

  /** @throws like {@link PictureMaker.make}, and AppError `model.*` when it is given up. */
  async make(
    state: InteractionState,
    generation: Generation,
    signal: AbortSignal,
  ): Promise<OutputItem> {
    return this.beginnings.run({
      id: generation.id,
      kind: 'generation',
      work: () => this.maker.make(state, generation, signal),
      giveUp: () => Promise.reject(new ModelError(GENERATION_FAILURES.own.interrupted)),
    });
  }

  /** Removes what was stored of an output that no row names. @throws AppError `storage.*` */
  async discard(item: OutputItem): Promise<void> {
    await this.maker.discard(item);
  }
}
