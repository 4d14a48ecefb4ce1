import type { DependencyContainer } from 'tsyringe';

import { RemovedCardEdits } from './bot/deletions/removed-card-edits.js';
import { LogSchedule } from './bot/moderation/log/log-schedule.js';
import { BudgetWatch } from './bot/usage/budget-watch.js';
import { Forgetting } from './maintenance/personal-data/forgetting.js';
import { Retention } from './maintenance/retention/retention.js';
import { ColumnFilling } from './persistence/column-filling.js';

/** What goes on beside the answers to people, in the order in which it starts. */
const WORK = [
  Retention,
  LogSchedule,
  BudgetWatch,
  ColumnFilling,
  Forgetting,
  RemovedCardEdits,
] as const;

interface Work {
  readonly start: () => unknown;
  readonly stop: () => Promise<void>;
}

/** All of it at once; stopping waits until each has ended what it was doing. */
export function backgroundWork(container: DependencyContainer): {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
} {
  const work = WORK.map((each) => container.resolve<Work>(each));
  return {
    start: () => work.forEach((each) => void each.start()),
    stop: async () => void (await Promise.all(work.map(async (each) => each.stop()))),
  };
}
