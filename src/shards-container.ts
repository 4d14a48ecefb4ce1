import type { DependencyContainer } from 'tsyringe';

import { BUILD_THROTTLER, throttlerBuilder } from './bot/gateway/shards/identify-throttlers.js';
import { CONFIGURED_SHARDS, ServedShards } from './bot/gateway/shards/served-shards.js';
import { ShardDuties } from './bot/gateway/shards/shard-duties.js';
import { ShardHandover } from './bot/gateway/shards/shard-handover.js';
import type { Config } from './config/config.js';
import { DutyTurns } from './persistence/duty-turns.js';
import { IS_ONLY_PROCESS } from './persistence/only-process.js';
import { OWN_CARDS } from './persistence/own-cards.js';
import { LOGGER } from './platform/logger.js';

/** What keeps several processes apart, each with shards of its own. */
export function registerShards(container: DependencyContainer, config: Config): void {
  // tsyringe treats a null value as missing.
  container.register(CONFIGURED_SHARDS, { useFactory: () => config.discord.shards });
  container.registerSingleton(ServedShards);
  container.registerSingleton(ShardDuties);
  container.registerSingleton(ShardHandover);
  container.register(OWN_CARDS, { useToken: ServedShards });
  container.register(BUILD_THROTTLER, {
    useFactory: (dependencies) =>
      throttlerBuilder(
        dependencies.resolve(IS_ONLY_PROCESS) ? null : dependencies.resolve(DutyTurns),
        dependencies.resolve(LOGGER),
      ),
  });
}
