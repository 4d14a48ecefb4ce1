import type { RecordedExchange } from '../../src/sandbox/recording/recording.js';
import { UNLISTED_OPERATIONS } from './exceptions.js';
import type { OpenApiDocument, Operation } from './openapi-document.js';
import { tellingErrors, type Problem } from './telling-errors.js';

const JSON_TYPE = 'application/json';

/** What is wrong with one exchange, by the document. */
export interface Verdict {
  /** The operation, or method and path where the document has none. */
  readonly operation: string;
  /** Absent where the request was not validated, because the sandbox refused its body. */
  readonly request?: readonly Problem[];
  /** Absent where the document says nothing about such an answer. */
  readonly answer?: readonly Problem[];
}

/** Refusals of a body: it is meant to be wrong, and the test that sent it says so. */
function isBodyRefused({ status }: RecordedExchange): boolean {
  return status === 400 || status === 413;
}

function requestProblems(
  document: OpenApiDocument,
  operation: Operation,
  { url, bodyType, body, status }: RecordedExchange,
): Problem[] {
  const query = new URLSearchParams(url.split('?', 2)[1] ?? '');
  const inQuery = operation.parameters.filter(({ parameter }) => parameter.in === 'query');
  const problems: Problem[] = [];
  for (const { parameter, at } of operation.parameters) {
    const { name } = parameter;
    const text = parameter.in === 'query' ? query.get(name) : operation.pathValues[name];
    // An id that the sandbox does not know was made up by a test.
    if (parameter.in === 'path' && status === 404) continue;
    const errors = text === null || text === undefined ? [] : document.errorsOfText(at, text);
    const place = parameter.in === 'query' ? `?${name}` : `{${name}}`;
    const found = tellingErrorsUnder(place, errors);
    problems.push(...found);
  }
  for (const name of query.keys()) {
    if (!inQuery.some(({ parameter }) => parameter.name === name)) {
      problems.push({ pointer: `?${name}`, reason: 'is no parameter of this operation' });
    }
  }
  return [...problems, ...bodyProblems(document, operation, bodyType, body)];
}

function bodyProblems(
  document: OpenApiDocument,
  { definition, pointer }: Operation,
  bodyType: string | undefined,
  body: unknown,
): Problem[] {
  const described = definition.requestBody;
  if (bodyType === undefined || described === undefined) return [];
  const { value, at } = document.resolved(described, [...pointer, 'requestBody']);
  if (value.content?.[bodyType] === undefined) {
    return [{ pointer: '', reason: `must not be sent as ${bodyType}` }];
  }
  return tellingErrorsUnder('', document.errors([...at, 'content', bodyType, 'schema'], body));
}

function answerProblems(
  document: OpenApiDocument,
  { definition, pointer }: Operation,
  { status, answerType, answer }: RecordedExchange,
): Problem[] | undefined {
  const { responses } = definition;
  const key = [String(status), `${String(status)[0]}XX`, 'default'].find((one) => one in responses);
  const described = key === undefined ? undefined : responses[key];
  if (key === undefined || described === undefined) {
    const isServerError = status >= 500;
    return isServerError ? undefined : [{ pointer: '', reason: `must not have status ${status}` }];
  }
  const { value, at } = document.resolved(described, [...pointer, 'responses', key]);
  if (value.content === undefined) {
    return answer === undefined ? [] : [{ pointer: '', reason: 'must be empty' }];
  }
  if (answerType !== JSON_TYPE) {
    return [{ pointer: '', reason: `must be sent as ${JSON_TYPE}, not as ${answerType}` }];
  }
  return tellingErrorsUnder('', document.errors([...at, 'content', JSON_TYPE, 'schema'], answer));
}

function tellingErrorsUnder(
  prefix: string,
  errors: Parameters<typeof tellingErrors>[0],
): Problem[] {
  const problems = errors.length === 0 ? [] : tellingErrors(errors);
  return problems.map(({ pointer, reason }) => ({ pointer: `${prefix}${pointer}`, reason }));
}

function isUnlisted(name: string): boolean {
  return UNLISTED_OPERATIONS.some(({ operation }) => operation === name);
}

/** Validates a request and its answer. */
export function verdictOn(document: OpenApiDocument, exchange: RecordedExchange): Verdict {
  const { method, url } = exchange;
  const path = url.split('?', 1)[0] ?? '';
  const operation = document.find(method, path);
  if (operation === undefined && isUnlisted(`${method} ${path}`)) {
    return { operation: `${method} ${path}` };
  }
  if (operation === undefined) {
    const problem = { pointer: '', reason: 'is no operation of the document' };
    return { operation: `${method} ${path}`, request: [problem] };
  }
  const answer = answerProblems(document, operation, exchange);
  return {
    operation: operation.name,
    ...(!isBodyRefused(exchange) && { request: requestProblems(document, operation, exchange) }),
    ...(answer !== undefined && { answer }),
  };
}
