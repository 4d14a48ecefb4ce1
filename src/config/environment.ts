import { existsSync } from 'node:fs';

import { z } from 'zod';

import { AppError } from '../platform/app-error.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ENVIRONMENT_FILE = '.env';

/** The environment of this process, extended by a file `.env` in the working directory. */
export function environmentOfProcess(): Environment {
  if (existsSync(ENVIRONMENT_FILE)) process.loadEnvFile(ENVIRONMENT_FILE);
  return process.env;
}

/** A variable that is true or false. */
export function flag(fallback: 'true' | 'false') {
  return z
    .enum(['true', 'false'], 'must be true or false, for example true')
    .default(fallback)
    .transform((value) => value === 'true');
}

/** A variable that is a whole number within limits. */
export function wholeNumber(min: number, max: number, fallback: number, example = fallback) {
  const problem = `must be a whole number from ${min} to ${max}, for example ${example}`;
  return z.coerce
    .number(problem)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, problem)
    .default(fallback);
}

/**
 * Reads `env` with `schema`. An empty variable counts as not set.
 *
 * @throws AppError `config.invalid` with one line for each problem: variable, what is wrong, and an
 * example. It never contains a value.
 */
export function readVariables<T extends z.ZodType>(schema: T, env: Environment): z.output<T> {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const result = schema.safeParse(Object.fromEntries(given), { reportInput: false });
  if (!result.success) throw invalid(result.error.issues);
  return result.data;
}

/** The values of variables that no output may contain. Works even if the rest of `env` is wrong. */
export function secretsIn({
  DISCORD_TOKEN,
  GOOGLE_API_KEY,
  GEMINI_API_KEY,
}: Environment): string[] {
  return [DISCORD_TOKEN, GOOGLE_API_KEY, GEMINI_API_KEY].flatMap((value) => value || []);
}

function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const lines = issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  return new AppError({
    code: 'config.invalid',
    retryable: false,
    userMessage: `The configuration has ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}`,
  });
}
