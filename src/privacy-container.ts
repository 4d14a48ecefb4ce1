import type { DependencyContainer } from 'tsyringe';

import { RemovedCardEdits } from './bot/deletions/removed-card-edits.js';
import { Forgetting } from './maintenance/personal-data/forgetting.js';

/** What forgets people, one of each in a bot. */
export function registerPrivacy(container: DependencyContainer): void {
  container.registerSingleton(Forgetting);
  container.registerSingleton(RemovedCardEdits);
}
