import { describe, expect, it } from '@jest/globals';

import { NEWEST } from '../../src/interactions/history.js';
import { historyEntry } from '../../src/views/history-entry.js';
import {
  historyEntryId,
  historyPageId,
  historyPagePattern,
  parseHistoryEntryId,
  parseHistoryPageId,
  SEARCH_MAX,
  searchText,
  type HistoryRequest,
} from '../../src/views/history-ids.js';
import { historyPage, type HistoryContent } from '../../src/views/history-page.js';
import { parseCustomId } from '../../src/views/custom-ids.js';
import {
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  resultState,
} from '../support/states.js';

const ALL: HistoryRequest = { isKept: false, text: '', place: NEWEST };
const OLDER: HistoryRequest = {
  isKept: true,
  text: 'a:b · 灯台',
  place: { direction: 'older', from: interactionState() },
};
const CONTENT: HistoryContent = {
  entries: [resultState(2, { keptBy: '1' }), interactionState({ id: OTHER_INTERACTION_ID })],
  hasNewer: false,
  hasOlder: true,
};

const componentsOf = (content: HistoryContent, request: HistoryRequest) =>
  historyPage(content, request).rows.flatMap(({ components }) => components);
const idsOf = (content: HistoryContent, request: HistoryRequest) =>
  componentsOf(content, request).flatMap((one) => ('custom_id' in one ? [one.custom_id] : []));

const labelsOf = (state = resultState(1)) =>
  historyEntry(state, ALL).rows.flatMap(({ components }) =>
    components.map((one) => ('label' in one ? one.label : '')),
  );

describe('the custom ids of a history', () => {
  it.each([ALL, OLDER, { ...OLDER, place: { ...OLDER.place, direction: 'newer' as const } }])(
    'a custom id says everything about its page',
    (request) => {
      const id = historyPageId('history_page', request);
      const { from } = request.place;
      const position = from && { createdAt: from.createdAt, id: from.id };
      expect(parseHistoryPageId(id)).toEqual({
        ...request,
        place: { ...request.place, from: position },
      });
      expect(historyPagePattern('history_page').test(id)).toBe(true);
      expect(parseCustomId(id)).toBeNull();
    },
  );

  it('a custom id has at most 100 characters, however far the page is and whatever is searched for', () => {
    const from = { createdAt: '2090-01-01T00:00:00.000Z', id: INTERACTION_ID };
    const place = { direction: 'older', from } as const;
    const request = { isKept: true, text: 'x'.repeat(SEARCH_MAX), place };
    expect(historyPageId('history_choose', request).length).toBeLessThanOrEqual(100);
    expect(parseHistoryPageId(historyPageId('history_choose', request))).toEqual(request);
  });

  it('a custom id that nobody can read leads to the newest page', () => {
    for (const id of ['history_page', 'history_page:x::', 'history_page:a:o1.z:'])
      expect(parseHistoryPageId(id)).toEqual(ALL);
  });

  it('the custom id of one interaction names it', () => {
    const id = historyEntryId('history_post', INTERACTION_ID);
    expect(parseHistoryEntryId(id)).toBe(INTERACTION_ID);
    expect(parseHistoryEntryId('history_post:else')).toBe('');
  });

  it('a text to search for is cut where it does not fit, and never in the middle of a character', () => {
    expect(searchText('  two\n words ')).toBe('two words');
    expect(searchText(`${'x'.repeat(SEARCH_MAX - 1)}🎨`)).toBe('x'.repeat(SEARCH_MAX - 1));
  });
});

describe('a page of a history', () => {
  it('a page shows each interaction with its prompt, its time, its pictures and its short id', () => {
    const { entries } = historyPage(CONTENT, ALL);
    expect(entries.map(({ embed }) => embed)).toMatchObject([
      {
        title: '1 · a lighthouse',
        description: expect.stringMatching(/^<t:\d+:R> · 2 pictures · ⭐ kept · in <#\d+>$/u),
        url: expect.stringMatching(/^https:\/\/discord\.com\/channels\//),
        footer: { text: INTERACTION_ID.slice(0, 8) },
      },
      { title: '2 · a lighthouse', description: expect.stringContaining('no pictures') },
    ]);
    expect(entries.map(({ picture }) => picture?.images.length ?? null)).toEqual([1, null]);
  });

  it('a page does not show uncovered what was a spoiler', () => {
    const entries = [resultState(1, { isSpoiler: true })];
    expect(historyPage({ ...CONTENT, entries }, ALL).entries[0]?.picture).toBeNull();
  });

  it.each([
    ['the newest page', CONTENT, ALL],
    ['a later page of a search', CONTENT, OLDER],
    ['an empty page', { ...CONTENT, entries: [] }, ALL],
    ['an empty page of a search', { ...CONTENT, entries: [] }, OLDER],
  ])('no two components of a page are alike: %s', (_what, content, request) => {
    const ids = idsOf(content, request);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a page leads to those before and after its own interactions, with the same choice', () => {
    const [, newer = '', older = ''] = idsOf(CONTENT, { ...OLDER, place: NEWEST });
    expect(parseHistoryPageId(newer)).toMatchObject({
      isKept: true,
      text: OLDER.text,
      place: { direction: 'newer', from: { id: INTERACTION_ID } },
    });
    expect(parseHistoryPageId(older).place).toMatchObject({
      direction: 'older',
      from: { id: OTHER_INTERACTION_ID },
    });
  });

  it('a page without anything says what to do, or that there is nothing of that kind', () => {
    const empty = { ...CONTENT, entries: [] };
    expect(historyPage(empty, ALL).content).toContain('mention me');
    expect(historyPage(empty, OLDER).content).toContain('Nothing found');
  });
});

describe('one interaction of a history', () => {
  it('an interaction can be posted, opened and downloaded, as far as there is something', () => {
    expect(labelsOf()).toEqual(['Back', 'Post here', 'Open', 'Download']);
    expect(labelsOf(interactionState({ messageId: null }))).toEqual(['Back', 'Post here']);
  });

  it('an interaction is shown within the limits of Discord, whatever its prompt is', () => {
    const { embed, picture } = historyEntry(
      resultState(1, { originalPrompt: '*'.repeat(4000) }),
      ALL,
    );
    expect(embed.title?.length).toBeLessThanOrEqual(256);
    expect(picture?.maxBytes).toBeGreaterThan(0);
  });
});
