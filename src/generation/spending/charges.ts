import { inject, injectable } from 'tsyringe';

import { PRICES, type Prices } from '../../config/prices.js';
import { SPENDING_LIMITS, type SpendingLimits } from '../../config/spending.js';
import { GENERATION_FAILURES } from '../../interactions/failure-kinds.js';
import type { Generation } from '../../interactions/generation.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import type { Tokens } from '../../interactions/making.js';
import { ModelError } from '../../interactions/model-error.js';
import { offeredModel, type OfferedModels } from '../../interactions/offered-models.js';
import type { Price } from '../../interactions/price.js';
import { Ledger } from '../../persistence/ledger.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { OFFERED_MODELS } from '../models/offered-models.js';
import { costOf } from './cost.js';
import { spendingOf } from './spending-of.js';

/** Some seconds. An entry that could not be changed stays charged as it was expected. */
const MAX_STORE_ATTEMPTS = 4;

/** Charges the calls of generations in the ledger, before each is made and when it has ended. */
@injectable()
export class Charges {
  constructor(
    private readonly ledger: Ledger,
    @inject(SPENDING_LIMITS) private readonly limits: SpendingLimits,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
    @inject(PRICES) private readonly prices: Prices,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Charges the next call before it is made.
   *
   * @throws ModelError `model.budget` where the budgets leave no room, and AppError `storage.*`;
   * then it must not be made.
   */
  async begin(state: InteractionState, generation: Generation): Promise<void> {
    const spending = spendingOf(state, generation, this.models);
    const refusal = await this.ledger.begin(spending, attemptOf(generation), this.limits);
    if (refusal !== null) throw new ModelError(GENERATION_FAILURES.own.overBudget);
  }

  /**
   * The call was answered. Never rejects.
   *
   * @returns what it cost; null where nobody knows.
   */
  async answered(generation: Generation, tokens: Tokens | null): Promise<Price | null> {
    const { name } = offeredModel(this.models, generation.settings.model);
    const cost = costOf(this.prices.get(name), tokens);
    await this.store(() => this.ledger.settle(attemptOf(generation), cost?.microDollars ?? null));
    return cost;
  }

  /** The call failed: it cost nothing, what its tokens cost, or nobody knows. Never rejects. */
  async failed(generation: Generation, error: unknown): Promise<void> {
    const billed = error instanceof ModelError ? error.billed : 'unknown';
    const attempt = attemptOf(generation);
    if (billed === 'nothing') await this.store(() => this.ledger.giveBack(attempt));
    else if (billed === 'unknown') await this.store(() => this.ledger.lose(attempt));
    else await this.answered(generation, billed);
  }

  private async store(change: () => Promise<void>): Promise<void> {
    try {
      // What was paid is noted also where the generation was cancelled or the process is to stop.
      await retryUntilAborted(change, NEVER, this.logger, MAX_STORE_ATTEMPTS);
    } catch (err) {
      this.logger.warn({ err }, 'A call stays charged as it was expected');
    }
  }
}

const NEVER = new AbortController().signal;

/** Each claim of a generation makes one call. */
function attemptOf({ id, lease }: Generation): string {
  return lease?.owner ?? id;
}
