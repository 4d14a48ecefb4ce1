import { describe, expect, it } from '@jest/globals';

import { noteFields } from '../../src/views/note-fields.js';

const lineOf = (n: number, length: number) => `${n}`.padEnd(length, '.');

describe('the notes of a card', () => {
  it('the notes of a card take no room where there are none', () => {
    expect(noteFields([])).toEqual([]);
  });

  it('the notes of a card are one line each, in one field where they fit', () => {
    expect(noteFields(['one', 'two'])).toEqual([{ name: 'Please note', value: 'one\ntwo' }]);
  });

  it('the notes of a card are all there when they need a second field, none of them torn', () => {
    const notes = Array.from({ length: 15 }, (_, n) => lineOf(n, 120));
    const fields = noteFields(notes);
    expect(fields.map(({ name }) => name)).toEqual(['Please note', '…']);
    expect(fields.flatMap(({ value }) => value.split('\n'))).toEqual(notes);
    for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(1024);
  });

  it('the notes of a card never take more than two fields, which are clipped like all others', () => {
    const notes = Array.from({ length: 50 }, (_, n) => lineOf(n, 120));
    expect(noteFields(notes)).toHaveLength(2);
  });
});
