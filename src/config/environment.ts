import { existsSync } from 'node:fs';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ENVIRONMENT_FILE = '.env';

/** The environment of this process, extended by a file `.env` in the working directory. */
export function environmentOfProcess(): Environment {
  if (existsSync(ENVIRONMENT_FILE)) process.loadEnvFile(ENVIRONMENT_FILE);
  return process.env;
}

/** The values of variables that no output may contain; the rest of `env` may be wrong. */
export function secretsIn({
  DISCORD_TOKEN,
  GOOGLE_API_KEY,
  GEMINI_API_KEY,
}: Environment): string[] {
  return [DISCORD_TOKEN, GOOGLE_API_KEY, GEMINI_API_KEY].flatMap((value) => value || []);
}
