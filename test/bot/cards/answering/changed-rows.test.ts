import { describe, expect, it } from '@jest/globals';

import { withChangedRows } from '../../../../src/bot/cards/answering/changed-rows.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import type { CardRow } from '../../../../src/views/card-message.js';
import { resultState } from '../../../support/states.js';

const rows = restoreView(resultState(2)).render().rows as CardRow[];
const payload = { embeds: [], components: rows, allowedMentions: { parse: [] as [] } };

/** Whether the payload for a message with these rows says what its components are. */
const saysThem = (...known: readonly (readonly object[])[]) =>
  withChangedRows(payload, ...known).components === rows;

describe('a payload for a message with components', () => {
  it('the payload leaves out the components that the message has', () => {
    expect(withChangedRows(payload, rows, rows)).toEqual({
      embeds: [],
      allowedMentions: { parse: [] },
    });
  });

  it('the payload leaves out the components whatever Discord has added to them', () => {
    const shown = rows.map((row, n) => ({
      ...row,
      id: n + 1,
      components: row.components.map((each) => ({ ...each, id: 7, min_values: 1 })),
    }));
    expect(saysThem(shown)).toBe(false);
  });

  it('the payload has the components where the message has none, fewer or more', () => {
    expect(saysThem([])).toBe(true);
    expect(saysThem(rows.slice(1))).toBe(true);
    expect(saysThem([...rows, ...rows])).toBe(true);
  });

  it('the payload has the components where one of two sides knows others', () => {
    expect(saysThem(rows, rows.slice(1))).toBe(true);
    expect(saysThem(rows.slice(1), rows)).toBe(true);
  });

  it.each([
    ['is disabled', { disabled: true }],
    ['belongs to another interaction', { custom_id: 'style_nav_left:other' }],
    ['says something else', { label: 'Go' }],
    ['has another emoji', { emoji: { name: '🔁' } }],
  ])('the payload has the components where one button of the message %s', (_what, change) => {
    const shown = structuredClone<object[]>(rows);
    const { components }: { components: object[] } = shown[0] as never;
    Object.assign(components[2]!, change);
    expect(saysThem(shown)).toBe(true);
  });
});
