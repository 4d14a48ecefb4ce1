import type { Sandbox } from '../sandbox/sandbox.js';
import type { BotBudget } from './bot-budget.js';
import type { DataDirectory } from './data-directory.js';
import { OFFLINE_NAME, type ModelChoice } from './model-choice.js';
import type { ModelProxy } from './model-proxy.js';

/** The log levels at which the bot logs that it is ready. */
const LOG_LEVELS: ReadonlySet<string> = new Set(['info', 'debug', 'trace']);

interface ModelParts {
  readonly proxy: ModelProxy;
  readonly model: ModelChoice;
  readonly budget: BotBudget;
}

/**
 * The environment of the playground's bot: Discord is the sandbox, and Gemini is the model proxy.
 */
export function botEnvironment(
  { token, apiUrl }: Sandbox,
  data: DataDirectory,
  { proxy, model, budget }: ModelParts,
  logLevel: string | undefined,
): Record<string, string> {
  return {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    IMAGE_MODEL: 'gemini',
    GEMINI_MODEL: model.state.name,
    GOOGLE_API_KEY: proxy.apiKey,
    GOOGLE_GEMINI_BASE_URL: proxy.url,
    BOT_DATA_DIR: data.botDir,
    // Whoever tries something out asks more often than people in a channel, on a disk of any size.
    REQUESTS_PER_PERSON_PER_MINUTE: '0',
    MIN_FREE_DISK: '0',
    DATABASE_URL: `sqlite:${data.databaseFile}`,
    ...budget.variables(OFFLINE_NAME),
    QUOTA_PER_PERSON: 'off',
    LOG_LEVEL: logLevel !== undefined && LOG_LEVELS.has(logLevel) ? logLevel : 'info',
  };
}
