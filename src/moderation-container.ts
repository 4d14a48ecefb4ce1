import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import { DiscordCardDelivery } from './bot/cards/delivery/discord-card-delivery.js';
import { RefusalRecord } from './bot/guards/rules/refusal-record.js';
import { loggedDelivery } from './bot/moderation/log/logged-delivery.js';
import { LogSchedule } from './bot/moderation/log/log-schedule.js';
import { ModerationLog } from './bot/moderation/log/moderation-log.js';
import { ListedWords } from './bot/moderation/words/listed-words.js';
import type { Config } from './config/config.js';
import { MODERATION } from './config/moderation.js';
import { CARD_DELIVERY } from './generation/card-delivery.js';
import { TRACING } from './platform/tracing.js';
import { tracedDelivery } from './tracing/traced-delivery.js';

/**
 * What the bot does for decency, and the delivery of outcomes, which moderators want to know of.
 */
export function registerModeration(
  container: DependencyContainer,
  { moderation }: Pick<Config, 'moderation'>,
): void {
  container.registerInstance(MODERATION, moderation);
  for (const shared of [ListedWords, ModerationLog, LogSchedule, RefusalRecord])
    container.registerSingleton<object>(shared);
  container.register(CARD_DELIVERY, {
    useFactory: instanceCachingFactory((dependencies) =>
      tracedDelivery(
        loggedDelivery(
          dependencies.resolve(DiscordCardDelivery),
          dependencies.resolve(ModerationLog),
        ),
        dependencies.resolve(TRACING),
      ),
    ),
  });
}
