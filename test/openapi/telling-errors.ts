import type { ErrorObject } from 'ajv';

/** One thing that is wrong, and where in the value. */
export interface Problem {
  /** A JSON pointer; empty for the whole value. */
  readonly pointer: string;
  readonly reason: string;
}

/** Errors that only repeat that something below is wrong, or that another kind was not meant. */
const OF_CHOICES = new Set(['oneOf', 'anyOf', 'allOf', 'const']);

/** The named schema that an error is from. */
function schemaOf({ schemaPath }: ErrorObject): string {
  return /^#\/components\/schemas\/[^/]+/.exec(schemaPath)?.[0] ?? '';
}

function isWrongKind({ keyword, instancePath }: ErrorObject): boolean {
  return (keyword === 'enum' || keyword === 'const') && instancePath.endsWith('/type');
}

/**
 * The errors worth telling. Where a value matches none of several schemas, the library lists the
 * errors of all of them; those of schemas for another `type` are left out.
 */
export function tellingErrors(errors: readonly ErrorObject[]): Problem[] {
  const otherKinds = new Set(errors.filter((error) => isWrongKind(error)).map(schemaOf));
  const meant = errors.filter(
    (error) => !OF_CHOICES.has(error.keyword) && !otherKinds.has(schemaOf(error)),
  );
  const told = meant.length === 0 ? errors : meant;
  const depth = Math.max(...told.map(({ instancePath }) => instancePath.split('/').length));
  const deepest = told.filter(({ instancePath }) => instancePath.split('/').length === depth);
  const chosen = errors.some(({ keyword }) => OF_CHOICES.has(keyword)) ? deepest : told;
  const lines = chosen.map(({ instancePath: pointer, message, params }) => {
    const { allowedValues } = params as { readonly allowedValues?: unknown };
    const allowed = allowedValues === undefined ? '' : ` (${JSON.stringify(allowedValues)})`;
    return JSON.stringify({ pointer, reason: `${message ?? 'is wrong'}${allowed}` });
  });
  return [...new Set(lines)].map((line) => JSON.parse(line) as Problem);
}
