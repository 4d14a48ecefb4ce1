import { readConfig } from '../../config/config.js';
import type { Environment } from '../../config/environment.js';
import { AppError } from '../../platform/app-error.js';
import { PROBLEMS_FOUND } from '../../platform/exit-codes.js';
import { DiscordRest, type DiscordApplication } from '../discord-rest.js';
import { askedModels, MODEL_REMEDY } from '../doctor/model-diagnoses.js';
import { errorText } from '../error-text.js';
import { inviteLink } from '../invite-link.js';
import type { Shell } from '../shell.js';
import { ACCESS_VARIABLES, hasEnvironmentFile, writeEnvironmentFile } from './environment-file.js';

const TOKEN =
  'Bot token (https://discord.com/developers/applications, your application, Bot, Reset Token):';
const KEY =
  'Gemini key (https://aistudio.google.com/apikey); only Enter: pictures are drawn on this machine:';

const MAX_TRIES = 3;

/** What another answer can put right. */
const WRONG_ANSWERS = new Set<string>([
  'config.invalid',
  'config.discord',
  'model.unauthorised',
  'model.project',
]);

/**
 * Asks for token and key until Discord and Google take them, three times at most each; writes them
 * into the file `.env` of `dir`, and prints the invite link.
 *
 * @param processEnv the environment without what stands in `.env`.
 * @throws AppError `usage.no_terminal` where there is nobody to ask, `usage.interrupted` after
 *   Ctrl-C, `config.*` when something else is wrong, or the third answer is not right either;
 *   `discord.unavailable`, `model.*`, `storage.environment_file` when `.env` cannot be written.
 */
export async function setUp(
  shell: Shell,
  dir = process.cwd(),
  processEnv: Environment = process.env,
): Promise<void> {
  shell.needTerminal('nanobanana init asks for the bot token and the Gemini key.');
  const env = withoutAccess(shell.env);
  // No token or key could put anything else right.
  readConfig({ ...env, DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline' });
  if (hasEnvironmentFile(dir)) {
    const isMeant = await shell.confirm(
      'There is a file .env. Its token and key are replaced; what else stands in it stays.',
    );
    if (!isMeant) {
      shell.note('Nothing was changed.');
      shell.exitCode = PROBLEMS_FOUND;
      return;
    }
  }
  const { token, application } = await untilRight(shell, () => askForToken(shell, env));
  shell.note(`Discord takes the token: it is that of ${application.name}.`);
  const key = await untilRight(shell, () => askForKey(shell, env, token));
  await writeEnvironmentFile(dir, { token, key });
  const link = inviteLink(application.id);
  const written = key === null ? 'The token is' : 'Token and key are';
  shell.note(`${written} in .env now, which only you can read.`);
  for (const name of ACCESS_VARIABLES.filter((each) => processEnv[each] !== undefined)) {
    shell.note(`${name} is also set in the environment of this shell, which the bot reads first.`);
  }
  shell.note('Open this link to invite the bot into a server, and start the bot with npm start:');
  shell.result({ link, application: application.name }, [link]);
}

/** The environment without token and key, which are asked for. */
function withoutAccess(env: Environment): Environment {
  const others = Object.entries(env).filter(([name]) => !ACCESS_VARIABLES.includes(name));
  return Object.fromEntries(others);
}

/** What `ask` gives; where another answer can help, it is said what is wrong, and asked again. */
async function untilRight<T>(shell: Shell, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const isWrong = error instanceof AppError && WRONG_ANSWERS.has(error.code);
      if (!isWrong || tries === MAX_TRIES) throw error;
      shell.note(error.userMessage);
    }
  }
}

async function askForToken(
  shell: Shell,
  env: Environment,
): Promise<{ readonly token: string; readonly application: DiscordApplication }> {
  const { discord } = readConfig({
    ...env,
    DISCORD_TOKEN: await shell.askSecret(TOKEN),
    IMAGE_MODEL: 'offline',
  });
  const { value } = await new DiscordRest(discord.apiUrl, discord.token).application();
  return { token: discord.token, application: value };
}

/** @returns the key; null: none, the bot draws by itself. */
async function askForKey(shell: Shell, env: Environment, token: string): Promise<string | null> {
  const answer = await shell.askSecret(KEY);
  if (answer === '') return null;
  const config = readConfig({ ...env, DISCORD_TOKEN: token, GOOGLE_API_KEY: answer });
  try {
    shell.note(`${await askedModels(config)}.`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, retryable } = error;
    const userMessage = `${errorText(error)} ${MODEL_REMEDY}`;
    throw new AppError({ code, retryable, userMessage, cause: error });
  }
  return config.model.kind === 'gemini' ? config.model.apiKey : null;
}
