import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';

import { notKept } from '../../src/bot/guards/sentences.js';
import {
  storageUsedUp,
  tooManyRequests,
  tooManyWaiting,
} from '../../src/bot/guards/rules/sentences.js';
import { INPUT_MAX_BYTES } from '../../src/bot/intake/attachment-download.js';
import { MAX_INPUTS } from '../../src/bot/intake/read-pictures.js';
import { DISK_SHORT, FILE_TOO_LARGE, TOO_MANY_PICTURES } from '../../src/bot/intake/sentences.js';
import { ENVIRONMENT_VARIABLES, readConfig } from '../../src/config/config.js';
import { PROMPT_MAX } from '../../src/interactions/prompt.js';
import { MAX_COUNT } from '../../src/interactions/settings.js';

const limits = await readFile('docs/limits.md', 'utf8');

/** The rows of its tables, cell by cell. */
const rows = [...limits.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
const settable = rows.flatMap(([name = '', value = '']) => {
  const variable = /^`([A-Z_]+)`$/.exec(name)?.[1];
  return variable === undefined ? [] : [[variable, value] as const];
});

const MINIMAL = { DISCORD_TOKEN: 'abcd', GOOGLE_API_KEY: 'abcd' };

/** Variables that limit something have such names; reading channels back is no limit of anybody. */
const LIMITING = /PER_PERSON|PER_SERVER|^BUDGET_|_HOURS$|_DAYS$|^MIN_|CONCURRENCY/;
const OTHERS = new Set(['CATCH_UP_HOURS']);

describe('the page about limits', () => {
  it('the page has each limit of the configuration once, and no other', () => {
    const limiting = ENVIRONMENT_VARIABLES.filter(
      (name) => LIMITING.test(name) && !OTHERS.has(name),
    );
    expect(settable.map(([name]) => name).toSorted()).toEqual(limiting.toSorted());
  });

  it.each(settable)('the default of %s is %s', (name, value) => {
    expect(value).toMatch(/^(?:`.+`|none)$/);
    const told = value === 'none' ? MINIMAL : { ...MINIMAL, [name]: value.replaceAll('`', '') };
    expect(readConfig(told)).toEqual(readConfig(MINIMAL));
  });

  it.each([
    tooManyWaiting(5),
    tooManyRequests(10, 0),
    storageUsedUp({ ownerId: null, usedBytes: 2 ** 30, limitBytes: 2 ** 30, roomAtMs: 0 }),
    DISK_SHORT,
    notKept({ retentionDays: 30, previewHours: 24 }),
    TOO_MANY_PICTURES,
    FILE_TOO_LARGE,
  ])('the page says what the person sees: %s', (sentence) => {
    for (const piece of sentence.split(/<t:\d+:R>/)) expect(limits).toContain(piece);
  });

  it('the page says what is fixed', () => {
    expect(rows).toContainEqual(['pictures in one request', String(MAX_INPUTS), expect.anything()]);
    expect(rows).toContainEqual([
      'size of one picture',
      `${INPUT_MAX_BYTES / 2 ** 20} MiB`,
      expect.anything(),
    ]);
    expect(rows).toContainEqual([
      'length of a prompt',
      `${PROMPT_MAX.toLocaleString('en')} characters`,
      expect.anything(),
    ]);
    expect(rows).toContainEqual(['pictures from one press', String(MAX_COUNT), expect.anything()]);
  });
});
