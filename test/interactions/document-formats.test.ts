import { describe, expect, it } from '@jest/globals';

import { DOCUMENT_FORMAT, upgradeDocument } from '../../src/interactions/document-formats.js';

type Document = Readonly<Record<string, unknown>>;

const DOCUMENT = { inputs: [], outputs: [], notes: ['one'], generation: null };

const adding =
  (note: string) =>
  (document: Document): Document => ({ ...document, notes: [...(document['notes'] as []), note] });

const UPGRADES = [adding('to 2'), adding('to 3'), adding('to 4')];

describe('older formats of a document', () => {
  it.each([
    [1, ['one', 'to 2', 'to 3', 'to 4']],
    [2, ['one', 'to 3', 'to 4']],
    [3, ['one', 'to 4']],
    [4, ['one']],
  ])('a document of format %i is upgraded step by step', (format, notes) => {
    expect(upgradeDocument(format, DOCUMENT, UPGRADES)).toEqual({ ...DOCUMENT, notes });
  });

  it.each([0, -1, 5, 1.5, Number.NaN])(
    'a document of a format that nobody knows is refused: %d',
    (format) => {
      expect(() => upgradeDocument(format, DOCUMENT, UPGRADES)).toThrow('known are 1 to 4');
    },
  );

  it('a document of the newest format is not touched', () => {
    expect(upgradeDocument(DOCUMENT_FORMAT, DOCUMENT)).toEqual(DOCUMENT);
  });

  it.each([null, 7, 'text', [[]]])(
    'a value that is no document is left to the schema: %j',
    (value) => {
      expect(upgradeDocument(1, value)).toBe(value);
    },
  );

  it.each([null, 7, 'text', []])('a generation that is none is left to the schema: %j', (made) => {
    expect(upgradeDocument(1, { generation: made })).toEqual({ generation: made });
  });
});

describe('a document of format 1', () => {
  const generation = {
    id: 'an id',
    status: 'running',
    lease: { owner: 'one', until: '2026-11-24T12:20:00.000Z' },
    failure: null,
  };

  it('a generation of format 1 had no retries, and kept its lease in the JSON', () => {
    expect(upgradeDocument(1, { ...DOCUMENT, generation })).toEqual({
      ...DOCUMENT,
      generation: {
        id: 'an id',
        status: 'running',
        failures: 0,
        firstFailureAt: null,
        retry: null,
        failure: null,
      },
    });
  });

  it.each([
    ['model.blocked_prompt', true],
    ['model.blocked_output', true],
    ['model.text_only', true],
    ['model.overloaded', false],
  ])('a generation of format 1 failed with %s because of its prompt: %s', (code, isReason) => {
    const failed = { ...generation, failure: { code, retryable: false, sentence: 'No.' } };
    expect(upgradeDocument(1, { ...DOCUMENT, generation: failed })).toMatchObject({
      generation: {
        failure: { code, retryable: false, promptIsReason: isReason, userMessage: 'No.' },
      },
    });
  });
});

describe('a document of format 2', () => {
  const failure = { code: 'model.overloaded', retryable: true, promptIsReason: false };
  const former = {
    id: 'an id',
    status: 'failed',
    claims: 3,
    failedTries: 2,
    troubleSince: '2026-11-24T12:00:00.000Z',
    retry: { notBefore: '2026-11-24T12:00:20.000Z', failure: { ...failure, sentence: 'Busy.' } },
    failure: { ...failure, sentence: 'It is overloaded.' },
  };

  it('a generation of format 2 keeps everything under its new names', () => {
    expect(upgradeDocument(2, { ...DOCUMENT, generation: former })).toEqual({
      ...DOCUMENT,
      generation: {
        id: 'an id',
        status: 'failed',
        attempts: 3,
        failures: 2,
        firstFailureAt: '2026-11-24T12:00:00.000Z',
        retry: {
          notBefore: '2026-11-24T12:00:20.000Z',
          failure: { ...failure, userMessage: 'Busy.' },
        },
        failure: { ...failure, userMessage: 'It is overloaded.' },
      },
    });
  });

  it('a generation of format 2 without a count of its attempts gets none', () => {
    const { claims: _claims, ...uncounted } = former;
    const upgraded = upgradeDocument(2, { ...DOCUMENT, generation: uncounted });
    expect(upgraded).not.toHaveProperty('generation.attempts');
  });
});
