import type { z } from 'zod';
import { invalidBody } from '../rest/discord-error.js';
import type { FieldProblem } from '../rest/discord-error.js';

type Issue = z.core.$ZodIssue;

/** A problem that the sandbox detects, with Discord's code. */
export function problem(
  path: readonly (string | number)[],
  code: string,
  message: string,
): z.core.$ZodRawIssue {
  return { code: 'custom', path: [...path], message, params: { code }, input: undefined };
}

function isText(issue: Issue): boolean {
  return 'origin' in issue && issue.origin === 'string';
}

function tooLong(issue: Issue & { code: 'too_big' }): [string, string] {
  const { maximum } = issue;
  if (isText(issue)) {
    return ['BASE_TYPE_MAX_LENGTH', `Must be ${maximum} or fewer in length.`];
  }
  return issue.origin === 'array'
    ? ['BASE_TYPE_MAX_LENGTH', `Must be ${maximum} or fewer in length.`]
    : ['NUMBER_TYPE_MAX', `int value should be less than or equal to ${maximum}.`];
}

function tooShort(issue: Issue & { code: 'too_small' }): [string, string] {
  const { minimum } = issue;
  if (issue.origin === 'number') {
    return ['NUMBER_TYPE_MIN', `int value should be greater than or equal to ${minimum}.`];
  }
  return isText(issue) && minimum === 1
    ? ['BASE_TYPE_REQUIRED', 'This field is required']
    : ['BASE_TYPE_MIN_LENGTH', `Must be ${minimum} or more in length.`];
}

function wrongType(issue: Issue & { code: 'invalid_type' }): [string, string] {
  switch (issue.expected) {
    case 'object':
    case 'record':
      return ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in this field'];
    case 'array':
      return ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'];
    case 'number':
    case 'int':
      return ['NUMBER_TYPE_COERCE', 'Value is not int.'];
    case 'boolean':
      return ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'];
    default:
      return ['STRING_TYPE_CONVERT', 'Could not interpret value as string.'];
  }
}

function worded(issue: Issue): [string, string] {
  switch (issue.code) {
    case 'too_big':
      return tooLong(issue);
    case 'too_small':
      return tooShort(issue);
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return ['BASE_TYPE_CHOICES', `Value must be one of (${issue.values.join(', ')}).`];
    case 'invalid_union':
      return ['UNION_TYPE_CHOICES', 'Value of field "type" is none of the allowed ones.'];
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return [typeof code === 'string' ? code : 'BASE_TYPE_INVALID', issue.message];
    }
    default:
      return ['STRING_TYPE_REGEX', 'String value did not match validation regex.'];
  }
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const part of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  return value;
}

function fieldProblem(body: unknown, issue: Issue): FieldProblem {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const isMissing =
    issue.code !== 'custom' && (valueAt(body, issue.path) ?? undefined) === undefined;
  const [code, message] = isMissing
    ? ['BASE_TYPE_REQUIRED', 'This field is required']
    : worded(issue);
  return { path, code, message };
}

/**
 * Validates a body. Throws 50035 with Discord's nested errors otherwise. Lengths are counted in
 * UTF-16 units, the strictest of the ways in which Discord counts them.
 *
 * @param under the path of the body in the request's body, for the paths of problems
 */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
  under: readonly (string | number)[] = [],
): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map((issue) => fieldProblem(body, issue));
  throw invalidBody(problems.map(({ path, ...rest }) => ({ path: [...under, ...path], ...rest })));
}
