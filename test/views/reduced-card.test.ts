import { describe, expect, it } from '@jest/globals';

import { withoutParts } from '../../src/views/reduced-card.js';
import { restoreView } from '../../src/views/restore-view.js';
import { resultState } from '../support/states.js';

const CARD = restoreView(resultState(3, { currentPrompt: 'a lighthouse' })).render();

describe('a card without some of its parts', () => {
  it('a card without its words keeps its id, picture and buttons, and says so', () => {
    const card = withoutParts(CARD, new Set(['words']));
    expect(JSON.stringify(card)).not.toMatch(/lighthouse|prompt \d/);
    expect(card.embed.fields).toBeUndefined();
    const [why, , place] = card.embed.description?.split('\n') ?? [];
    expect(why).toContain('does not let me show the words');
    expect(place).toBe('3 of 3 · for <@200000000000000002>');
    expect(card).toMatchObject({
      embed: { title: 'Your pictures', footer: CARD.embed.footer, image: CARD.embed.image },
      picture: CARD.picture,
    });
    expect(CARD.rows).toHaveLength(4);
    expect(card.rows).toEqual(CARD.rows.slice(0, 3));
  });

  it('a card without its picture keeps everything else, and says that the picture is kept', () => {
    const card = withoutParts(CARD, new Set(['picture']));
    expect(card.picture).toBeNull();
    expect(card.embed).not.toHaveProperty('image');
    expect(card.embed.fields).toEqual(CARD.embed.fields);
    expect(card.embed.description).toContain('It is kept.');
    expect(card.rows).toBe(CARD.rows);
  });

  it('a card without both says both', () => {
    const { embed } = withoutParts(CARD, new Set(['words', 'picture']));
    expect(embed.description?.split('\n')).toHaveLength(4);
    expect(embed).not.toHaveProperty('image');
  });
});
