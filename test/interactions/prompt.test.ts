import { describe, expect, it } from '@jest/globals';

import { isTooLong, PROMPT_MAX, promptIn, tooLong } from '../../src/interactions/prompt.js';

describe('the prompt in a text', () => {
  it.each(['', ' \n\t', '\u00a0\u3000', '\u200b\u200b', '\u3164', '\u2800 \u2800', '\u202e\u2066'])(
    'a text that shows nothing holds no prompt: %j',
    (text) => {
      expect(promptIn(text)).toBe('');
    },
  );

  it('a prompt is kept as it was typed, without space at either end', () => {
    expect(promptIn('  a *cat*\u200b with [a hat](x)\n')).toBe('a *cat*\u200b with [a hat](x)');
  });

  it('a prompt of 4,000 UTF-16 units is taken, and one more is too long', () => {
    expect(PROMPT_MAX).toBe(4000);
    expect(isTooLong('x'.repeat(4000))).toBe(false);
    expect(isTooLong('x'.repeat(4001))).toBe(true);
    expect(isTooLong('🍌'.repeat(2001))).toBe(true);
    expect(tooLong('x'.repeat(4001))).toContain('4001 characters, and I can take 4000');
  });
});
