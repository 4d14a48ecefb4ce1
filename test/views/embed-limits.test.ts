import { describe, expect, it } from '@jest/globals';

import { clip, withinLimits } from '../../src/views/embed-limits.js';
import { isTorn } from '../support/discord-limits.js';

describe('a clipped text', () => {
  it('a clipped text is the text where it fits, to the last character', () => {
    expect(clip('', 5)).toBe('');
    expect(clip('12345', 5)).toBe('12345');
  });

  it('a clipped text ends with an ellipsis where it does not fit, within the limit', () => {
    expect(clip('123456', 5)).toBe('1234…');
  });

  it('a clipped text never ends with half a character', () => {
    for (const max of [1, 2, 3, 4, 5, 6, 7]) {
      const text = clip('🍌🍌🍌🍌', max);
      expect(text.length).toBeLessThanOrEqual(max);
      expect(isTorn(text)).toBe(false);
      expect(text.endsWith('…')).toBe(true);
    }
  });
});

describe('an embed within limits', () => {
  it('an embed is unchanged where it fits', () => {
    const embed = { title: 't', description: 'd', fields: [{ name: 'n', value: 'v' }] };
    expect(withinLimits(embed)).toEqual(embed);
  });

  it('an embed keeps fields and footer whole, and shortens the description for them', () => {
    const fields = [1, 2, 3].map((n) => ({ name: `${n}`, value: 'v'.repeat(1024) }));
    const footer = { text: 'Persistent Session ID: x' };
    const fitted = withinLimits({ description: 'd'.repeat(5000), fields, footer });
    expect(fitted.fields).toEqual(fields);
    expect(fitted.footer).toEqual(footer);
    const total = 3 * 1025 + footer.text.length + (fitted.description ?? '').length;
    expect(total).toBe(6000);
  });

  it('an embed shortens long fields', () => {
    const { fields } = withinLimits({ fields: [{ name: 'n', value: 'v'.repeat(2000) }] });
    expect(fields).toEqual([{ name: 'n', value: `${'v'.repeat(1023)}…` }]);
  });

  it('an embed keeps all of 4,000 characters where little else is there', () => {
    const description = 'p'.repeat(4000);
    expect(withinLimits({ title: 'Your request', description }).description).toBe(description);
  });
});
