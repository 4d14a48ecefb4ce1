import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { Recording, type RecordedExchange } from '../../src/sandbox/recording/recording.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { checkRecording } from './check-recording.js';

const id = { type: 'string', pattern: '^(0|[1-9][0-9]*)$', format: 'snowflake' };
const toy = (type: number, more: object) => ({
  type: 'object',
  properties: { type: { type: 'integer', enum: [type] }, ...more },
  required: ['type', ...Object.keys(more)],
});
const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const makePlain = (schema: Record<string, unknown>) => delete schema['required'];

/** A made-up document: boxes that hold balls and dice. */
const DOCUMENT = {
  openapi: '3.1.0',
  paths: {
    '/boxes/{box_id}': {
      parameters: [{ name: 'box_id', in: 'path', schema: ref('Id') }],
      get: {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 10 } },
          { name: 'full', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          '200': content(ref('Box')),
          '4XX': { $ref: '#/components/responses/Refusal' },
        },
      },
      post: {
        requestBody: {
          content: {
            ...content(ref('Ball')).content,
            'multipart/form-data': { schema: ref('Ball') },
          },
        },
        responses: { '204': { description: 'Nothing' } },
      },
    },
    '/boxes/@mine': { get: { responses: { '200': content({ type: 'null' }) } } },
  },
  components: {
    schemas: {
      Id: id,
      Ball: toy(1, { color: { type: 'string', maxLength: 5 } }),
      Die: toy(2, { sides: { type: 'integer' }, made_at: { type: 'string', format: 'date-time' } }),
      Box: {
        type: 'object',
        properties: {
          id: ref('Id'),
          toys: { type: 'array', items: { oneOf: [ref('Ball'), ref('Die')] } },
        },
        required: ['id', 'toys'],
      },
    },
    responses: { Refusal: content(toy(9, {})) },
  },
};

const GET: RecordedExchange = {
  kind: 'exchange',
  method: 'GET',
  url: '/boxes/12?limit=3&full=1',
  status: 200,
  answerType: 'application/json',
  answer: {
    id: '12',
    toys: [
      { type: 1, color: 'red' },
      { type: 2, sides: 6, made_at: '2026-11-29T07:00:00.000000+00:00' },
    ],
  },
};
const POST: RecordedExchange = {
  kind: 'exchange',
  method: 'POST',
  url: '/boxes/12',
  bodyType: 'multipart/form-data',
  body: { type: 1, color: 'blue' },
  status: 204,
};

describe('the check of a recording against a document', () => {
  let dir: string;
  let documentFile: string;

  beforeEach(async () => {
    documentFile = path.join(await temporaryDirectory(), 'document.json');
    await writeFile(documentFile, JSON.stringify(DOCUMENT));
    dir = await temporaryDirectory();
  });

  const check = async (...exchanges: RecordedExchange[]) => {
    const recording = new Recording(dir);
    for (const exchange of exchanges) recording.add(exchange);
    const { lines, hasPassed } = await checkRecording(documentFile, dir, []);
    return { text: lines.join('\n'), hasPassed };
  };

  it('the check counts requests and answers that conform, for each operation', async () => {
    const mine = { ...GET, url: '/boxes/%40mine', answer: null };
    const { text, hasPassed } = await check(GET, POST, mine);
    expect(text).toMatch(/GET \/boxes\/@mine +1 +1\n/);
    expect(text).toMatch(/GET \/boxes\/\{box_id\} +1 +1\n/);
    expect(text).toMatch(/POST \/boxes\/\{box_id\} +1 +1\n/);
    expect(text).toMatch(/^3 passed, 0 failed$/m);
    expect(hasPassed).toBe(true);
  });

  const withToy = (item: object) => ({ ...GET, answer: { id: '12', toys: [item] } });

  it.each([
    [
      'a missing required field of the kind that was meant',
      withToy({ type: 2, made_at: '2026-11-29T07:00:00Z' }),
      "answer /toys/* must have required property 'sides'",
    ],
    [
      'a time that is none',
      withToy({ type: 2, sides: 6, made_at: 'today' }),
      '/toys/*/made_at must match format "date-time"',
    ],
    ['an id that is a number', { ...GET, answer: { id: 12, toys: [] } }, '/id must be string'],
    [
      'an id that is too large',
      { ...GET, answer: { id: '18446744073709551616', toys: [] } },
      '/id must match format "snowflake"',
    ],
    ['an unknown path', { ...GET, url: '/bags/1' }, 'request as a whole is no operation'],
    ['an unknown method', { ...GET, method: 'PUT' }, 'request as a whole is no operation'],
    ['a wrong parameter of the path', { ...GET, url: '/boxes/x' }, 'request {box_id} must match'],
    [
      'a wrong parameter of the query',
      { ...GET, url: '/boxes/1?limit=11' },
      '?limit must be <= 10',
    ],
    ['an unknown parameter', { ...GET, url: '/boxes/1?most=1' }, '?most is no parameter'],
    [
      'a wrong body',
      { ...POST, body: { type: 1, color: 'yellow' } },
      'request /color must NOT have',
    ],
    ['a wrong type of body', { ...POST, bodyType: 'text/plain' }, 'must not be sent as text/plain'],
    ['an unknown status', { ...POST, status: 200 }, 'answer as a whole must not have status 200'],
    ['an answer where none is due', { ...POST, answer: {} }, 'answer as a whole must be empty'],
    [
      'a content type with a charset',
      { ...GET, answerType: 'application/json; charset=utf-8' },
      'answer as a whole must be sent as application/json',
    ],
    [
      'a refusal that is none of Discord’s',
      { ...GET, status: 404, answer: {} },
      "answer as a whole must have required property 'type'",
    ],
  ] satisfies [string, RecordedExchange, string][])(
    'the check finds %s',
    async (_, exchange, told) => {
      const { text, hasPassed } = await check(exchange);
      expect(text).toContain(told);
      expect(text).toMatch(/^0 passed, 1 failed$/m);
      expect(hasPassed).toBe(false);
    },
  );

  it('the check does not hold a body against a test that the sandbox refused', async () => {
    const refused = { ...POST, body: {}, status: 400 };
    expect((await check(refused)).text).not.toContain('request as a whole');
  });

  it('the check does not pass where nothing was recorded', async () => {
    const { text, hasPassed } = await check();
    expect(text).toContain('Nothing was recorded.');
    expect(hasPassed).toBe(false);
  });

  it('an exception relaxes the schema that it names, and one that names none is refused', async () => {
    new Recording(dir).add(withToy({ type: 1 }));
    const reason = 'Balls may be plain.';
    const relaxed = await checkRecording(documentFile, dir, [
      { schema: 'Ball', reason, relax: makePlain },
    ]);
    expect(relaxed.lines).toContain('Exception: Ball. Balls may be plain.');
    expect(relaxed.hasPassed).toBe(true);
    const unknown = checkRecording(documentFile, dir, [
      { schema: 'Bag', reason, relax: makePlain },
    ]);
    await expect(unknown).rejects.toThrow('The document has no schema Bag any more.');
  });
});
