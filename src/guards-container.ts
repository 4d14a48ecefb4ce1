import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import type { Guards } from './bot/gateway/client.js';
import { CommentGuard } from './bot/guards/comment-guard.js';
import { DeduplicationGuard } from './bot/guards/deduplication-guard.js';
import { ErrorGuard } from './bot/guards/error-guard.js';
import { MeasureGuard } from './bot/guards/measure-guard.js';
import { RepetitionGuard } from './bot/guards/repetition-guard.js';
import { RestoreViewGuard } from './bot/guards/restore-view-guard.js';
import { RULES } from './bot/guards/rules/rule.js';
import { rulesInOrder } from './bot/guards/rules/rules.js';
import { RulesGuard } from './bot/guards/rules/rules-guard.js';
import { TraceGuard } from './bot/guards/trace-guard.js';
import { ListedWords } from './bot/moderation/words/listed-words.js';
import type { Config } from './config/config.js';
import { RIGHTS } from './config/rights.js';
import { PersonRequests } from './persistence/person-requests.js';
import { PersonStorage } from './persistence/person-storage.js';
import { WaitingPlaces } from './persistence/waiting-places.js';

/** The rules about who may do what, with all that they look at. */
export function registerRules(container: DependencyContainer, config: Config): void {
  const { rights, personLimits: limits, retentionDays } = config;
  container.registerInstance(RIGHTS, rights);
  container.register(RULES, {
    useFactory: instanceCachingFactory((dependencies) =>
      rulesInOrder({
        rights,
        limits,
        words: dependencies.resolve(ListedWords),
        retentionDays,
        requests: dependencies.resolve(PersonRequests),
        places: dependencies.resolve(WaitingPlaces),
        storage: dependencies.resolve(PersonStorage),
      }),
    ),
  });
}

/** The guards around every handler. */
export function guardsOf(dependencies: DependencyContainer): Guards {
  return {
    comment: dependencies.resolve(CommentGuard),
    once: dependencies.resolve(DeduplicationGuard),
    error: dependencies.resolve(ErrorGuard),
    trace: dependencies.resolve(TraceGuard),
    measure: dependencies.resolve(MeasureGuard),
    repetition: dependencies.resolve(RepetitionGuard),
    restoreView: dependencies.resolve(RestoreViewGuard),
    rules: dependencies.resolve(RulesGuard),
  };
}
