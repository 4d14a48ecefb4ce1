import type { DependencyContainer } from 'tsyringe';

import { ListedWords } from './bot/moderation/words/listed-words.js';
import type { Config } from './config/config.js';
import { MODERATION } from './config/moderation.js';

/** What the bot does for decency. */
export function registerModeration(
  container: DependencyContainer,
  { moderation }: Pick<Config, 'moderation'>,
): void {
  container.registerInstance(MODERATION, moderation);
  container.registerSingleton(ListedWords);
}
