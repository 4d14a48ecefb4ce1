import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';

/** Enough for about two pictures, so that what comes after is refused. */
const SMALL_BUDGET = '0.08';

/** Dollars for a million tokens: about 3 cents for a picture, as with Gemini's small model. */
const SHOWN_PRICE = { input: 1.5, text: 7.5, image: 30, imageTokens: { '1K': 1120 } };

/**
 * The budget of the bot: none, because nothing is paid here, or one that is so small that people
 * see what happens at its end. For this, the offline model gets a price.
 */
export class BotBudget extends EventEmitter<{ change: [] }> {
  #isSmall = false;

  /** @param pricesFile is written when the budget is small */
  constructor(private readonly pricesFile: string) {
    super();
  }

  get isSmall(): boolean {
    return this.#isSmall;
  }

  /** Returns whether this is a change. It concerns the bot's next process. */
  choose(isSmall: boolean): boolean {
    if (isSmall === this.#isSmall) return false;
    this.#isSmall = isSmall;
    this.emit('change');
    return true;
  }

  /** The variables of the bot that runs with this model. */
  variables(offlineModel: string): Record<string, string> {
    if (!this.isSmall) return { BUDGET_PER_DAY: 'off' };
    const date = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const prices = { date, models: { [offlineModel]: SHOWN_PRICE } };
    writeFileSync(this.pricesFile, JSON.stringify(prices), { mode: 0o600 });
    return { BUDGET_PER_DAY: SMALL_BUDGET, PRICES_FILE: this.pricesFile };
  }
}
