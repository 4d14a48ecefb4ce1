import type { Config } from '../../config/config.js';
import { windowText, type Quota } from '../../config/quota.js';
import type { Logger } from '../../platform/logger.js';

/** Says at the start what may be spent, and which models no budget can count. */
export function announceSpending(
  { spending, prices, model }: Pick<Config, 'spending' | 'prices' | 'model'>,
  logger: Logger,
): void {
  if (model.kind === 'offline') return;
  const { budgetPerDay, budgetPerMonth, quotaPerPerson, quotaPerServer } = spending;
  logger.info(
    {
      perDay: budgetText(budgetPerDay),
      perMonth: budgetText(budgetPerMonth),
      perPerson: quotaText(quotaPerPerson),
      perServer: quotaText(quotaPerServer),
    },
    'Spending is limited',
  );
  const unknown = [model.name, ...model.otherNames].filter((name) => !prices.has(name));
  if (unknown.length > 0)
    logger.warn(
      { models: unknown },
      'The price of a model is not known, so that no budget counts it; PRICES_FILE can say it',
    );
}

function budgetText(microDollars: number | null): string {
  return microDollars === null ? 'off' : `$${(microDollars / 1_000_000).toFixed(2)}`;
}

function quotaText(quota: Quota | null): string {
  return quota === null ? 'off' : `${quota.pictures}/${windowText(quota)}`;
}
