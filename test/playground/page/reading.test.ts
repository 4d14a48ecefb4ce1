import { expect, it } from '@jest/globals';

import { plainText } from '../../../src/playground/page/messages/markdown.js';
import { parseMarkdown } from '../../../src/playground/page/messages/markdown-tree.js';
import { matching } from '../../../src/playground/page/messages/option-search.js';
import { ownPath } from '../../../src/playground/page/messages/picture-link.js';
import { timestampText } from '../../../src/playground/page/messages/timestamp-text.js';
import { bytesText, durationText } from '../../../src/playground/page/panel/amounts.js';
import { detailsOf, matchingLines } from '../../../src/playground/page/panel/log-filter.js';
import { worldOf } from '../../../src/playground/page/state/apply-change.js';
import { ANN, GENERAL, snapshot } from './support/told.js';

const world = worldOf(snapshot(), null);

const kinds = (where: 'content' | 'embed') =>
  parseMarkdown('[x](https://a.b)', where).some(({ type }) => type === 'link');

const line = (number: number, text: string, interactionId: string | null) => {
  const fields = { level: 30, pid: 7, msg: text, interactionId, took: 12, err: { code: 'x' } };
  return { number, at: 0, level: 'info', text, interactionId, fields } as const;
};

it('markdown has lists, which end at the first line that is not indented', () => {
  const types = parseMarkdown('before\n- one\n- two\nafter', 'content').map(({ type }) => type);
  expect(types).toEqual(['text', 'br', 'list', 'text']);
});

it('markdown is read aloud without its marks, with names for ids', () => {
  const text = `**Hi** <@${ANN}>, see <#${GENERAL}>\n- \`one\`\n- ||two|| 🍌`;
  expect(plainText(text, { ...world, you: ANN })).toBe('Hi @Ann, see #general one two 🍌');
});

it('markdown makes named links only where bots write', () => {
  expect([kinds('content'), kinds('embed')]).toEqual([false, true]);
});

it.each([
  ['http://127.0.0.1:80/a.png?ex=1', '/a.png?ex=1'],
  ['https://example.com/a.png', null],
  ['http://127.0.0.1:99/a.png', null],
  ['http://[bad', null],
])('the address of a picture %s becomes %s', (url, path) => {
  expect(ownPath(url, 'http://localhost')).toBe(path);
});

it('an amount of bytes or of time is told in few words', () => {
  expect([0, 1536, 10_485_760, 130_000_000].map(bytesText)).toEqual([
    '0 B',
    '1.5 KiB',
    '10.0 MiB',
    '124 MiB',
  ]);
  expect([0, 61_000, 900_000, 7_260_000].map(durationText)).toEqual([
    '0 s',
    '1 min 1 s',
    '15 min',
    '2 h 1 min',
  ]);
});

it('a moment is told as Discord would write it', () => {
  expect(timestampText(1000, 'R', 1_060_000)).toBe('1 minute ago');
  expect(timestampText(1000, 'R', 0)).toBe('in 17 minutes');
  expect(timestampText(1_800_000_000, 'D', 0)).toBe('15 January 2027');
});

it('the options are searched by their names and descriptions', () => {
  const options = [
    { label: 'Oil Painting', value: '1', description: 'Thick pixels' },
    { label: 'Pixel Art', value: '2' },
    { label: 'Sketch', value: '3' },
  ];
  expect(matching(options, 'PIXEL').map(({ value }) => value)).toEqual(['2', '1']);
});

const log = [line(1, 'Ready', null), line(2, 'Posted', 'abc-1')];

it('the log is filtered by any text and by interaction', () => {
  expect(matchingLines(log, 'abc-1')).toEqual([log[1]]);
  expect(matchingLines(log, ' ready ')).toEqual([log[0]]);
  expect(matchingLines(log, '')).toBe(log);
});

it('the log shows of a line what is not shown already', () => {
  expect(detailsOf(log[1]!)).toBe('took=12 err={"code":"x"}');
});
