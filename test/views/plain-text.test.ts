import { describe, expect, it } from '@jest/globals';
import { parse } from 'discord-markdown-parser';

import { visibleText } from '../../src/interactions/visible-text.js';
import { plainNote, plainText } from '../../src/views/plain-text.js';
import { FOREIGN_TEXTS } from '../support/foreign-texts.js';

/** What Discord makes of a text: its kinds of nodes, and what people read. */
function shown(text: string): { kinds: ReadonlySet<string>; read: string } {
  const nodes = parse(text, 'extended');
  return {
    kinds: new Set(nodes.map(({ type }) => type)),
    read: nodes.map(({ content }) => (typeof content === 'string' ? content : '\n')).join(''),
  };
}

describe('plain text', () => {
  it.each(FOREIGN_TEXTS)('Discord shows %j as it was typed', (text) => {
    const { kinds, read } = shown(plainText(text));
    expect([...kinds].filter((kind) => kind !== 'text' && kind !== 'br')).toEqual([]);
    expect(read).toBe(visibleText(text));
  });

  it('ordinary prompts are not lengthened', () => {
    const prompt = 'A cat (the red one), 3.5 m tall: "Zoë’s" – 50% & more; why? Yes! a-b 👨‍👩‍👧‍👦';
    expect(plainText(prompt)).toBe(prompt);
  });

  it('the name in a note is bold, and nothing else in the note is formatted', () => {
    expect(plainNote('**a*b* [x](https://e.example)** was left out. It is **gone**.')).toBe(
      '**a\\*b\\* \\[x\\](https\\://e.example)** was left out. It is \\*\\*gone\\*\\*.',
    );
  });

  it.each(['**bold** of an archive', '**\u200b** was left out. x', '**no end'])(
    'a note of another form is plain as a whole: %j',
    (note) => {
      expect(plainNote(note)).toBe(plainText(note));
    },
  );
});
