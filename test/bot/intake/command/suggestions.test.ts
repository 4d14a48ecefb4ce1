import { describe, expect, it } from '@jest/globals';
import type { AutocompleteInteraction } from 'discord.js';

import { suggestions } from '../../../../src/bot/intake/command/suggestions.js';
import { STYLES } from '../../../../src/interactions/styles.js';
import { OFFERED } from '../../../support/offered-models.js';

/** What is suggested for an option in which somebody has typed this. */
function suggested(name: string, value: string) {
  const options = { getFocused: () => ({ name, value }) };
  return suggestions({ options } as unknown as AutocompleteInteraction, OFFERED);
}

describe('the suggestions for an option', () => {
  it('all styles are suggested to somebody who has typed nothing, with their keys', () => {
    const all = STYLES.map(({ name, key }) => ({ name, value: key }));
    expect(suggested('style', '')).toEqual(all);
    expect(all).toHaveLength(25);
  });

  it('the styles that contain what was typed are suggested, those that begin with it first', () => {
    expect(suggested('style', ' pi').map(({ name }) => name)).toEqual([
      'Pixel Art',
      'Pixel Art 16-bit',
      'Pixel Art 32-bit',
    ]);
    expect(suggested('style', 'ART').map(({ name }) => name)).toEqual([
      'Art Deco',
      'Cartoon',
      'Pop Art',
      'Pixel Art',
      'Pixel Art 16-bit',
      'Pixel Art 32-bit',
    ]);
    expect(suggested('style', 'nothing like that')).toEqual([]);
  });

  it('the offered models are suggested by their names', () => {
    const names = OFFERED.map(({ name }) => name);
    expect(suggested('model', '').map(({ value }) => value)).toEqual(names);
    expect(suggested('model', 'CHEAP')).toEqual([{ name: 'cheap', value: 'cheap' }]);
  });
});
