import type { Config } from '../../config/config.js';
import { windowText, type Quota } from '../../config/quota.js';
import { dollarText } from '../../platform/dollars.js';
import type { Logger } from '../../platform/logger.js';

/** Says at the start what may be spent, and which models no budget can count. */
export function announceSpending(
  { spending, prices, model }: Pick<Config, 'spending' | 'prices' | 'model'>,
  logger: Logger,
): void {
  if (model.kind === 'offline') return;
  logger.info(
    {
      perDay: budgetText(spending.budgetPerDay),
      perMonth: budgetText(spending.budgetPerMonth),
      perPerson: limitsText(
        spending.quotaPerPerson,
        spending.budgetPerPersonPerDay,
        spending.budgetPerPersonPerMonth,
      ),
      perServer: limitsText(
        spending.quotaPerServer,
        spending.budgetPerServerPerDay,
        spending.budgetPerServerPerMonth,
      ),
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

/** `50/24h, $0.50/day`. */
function limitsText(quota: Quota | null, perDay: number | null, perMonth: number | null): string {
  const limits = [
    ...(quota === null ? [] : [`${quota.pictures}/${windowText(quota)}`]),
    ...(perDay === null ? [] : [`${dollarText(perDay)}/day`]),
    ...(perMonth === null ? [] : [`${dollarText(perMonth)}/month`]),
  ];
  return limits.length === 0 ? 'off' : limits.join(', ');
}

function budgetText(microDollars: number | null): string {
  return microDollars === null ? 'off' : dollarText(microDollars);
}
