import { z } from 'zod';

import { AppError } from '../platform/app-error.js';
import type { Environment } from './environment.js';

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
 * What `schema` reads from `env`. A variable set to nothing counts as not set.
 *
 * @throws AppError `config.invalid` whose sentence has one line for each problem: variable, what is
 * wrong, and an example. It never contains a value.
 */
export function readVariables<T extends z.ZodType>(schema: T, env: Environment): z.output<T> {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const result = schema.safeParse(Object.fromEntries(given), { reportInput: false });
  if (!result.success) throw invalid(result.error.issues);
  return result.data;
}

function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const lines = issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  return new AppError({
    code: 'config.invalid',
    retryable: false,
    userMessage: `The configuration has ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}`,
  });
}
