import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { RecordedExchange } from '../../src/sandbox/recording/recording.js';
import { verdictOn } from './conformity.js';
import { EXCEPTIONS, UNLISTED_OPERATIONS, withExceptions } from './exceptions.js';
import { OpenApiDocument, type OpenApi } from './openapi-document.js';
import { Table } from './table.js';

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}

/** What the check of a recording found. */
export interface Result {
  /** For people; the last line counts. */
  readonly lines: readonly string[];
  readonly hasPassed: boolean;
}

/**
 * Validates all that was recorded in a directory against a document. It has not passed where one
 * exchange does not conform, and where nothing was recorded.
 */
export async function checkRecording(
  documentFile: string,
  directory: string,
  exceptions = EXCEPTIONS,
): Promise<Result> {
  const openApi = withExceptions(await readJson<OpenApi>(documentFile), exceptions);
  const document = new OpenApiDocument(openApi);
  const table = new Table();
  const files = (await readdir(directory)).filter((name) => name.endsWith('.json'));
  for (const name of files) {
    table.add(verdictOn(document, await readJson<RecordedExchange>(path.join(directory, name))));
  }
  const failed = table.failedCount;
  const lines = [
    ...table.lines(),
    ...exceptions.map(({ schema, reason }) => `Exception: ${schema}. ${reason}`),
    ...UNLISTED_OPERATIONS.map(({ operation, reason }) => `Not listed: ${operation}. ${reason}`),
    ...(files.length === 0 ? ['Nothing was recorded.'] : []),
    `${files.length - failed} passed, ${failed} failed`,
  ];
  return { lines, hasPassed: failed === 0 && files.length > 0 };
}
