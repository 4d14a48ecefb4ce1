import { describe, expect, it } from '@jest/globals';

import { isAbout } from '../../src/interactions/prompt-search.js';
import { interactionState, making, outputItem } from '../support/states.js';

describe('the search in prompts', () => {
  it('a search looks at the first prompt, at the next one, and at those of the pictures', () => {
    const made = outputItem({ making: making({ ownPrompt: 'a windmill' }) });
    const state = interactionState({
      originalPrompt: 'a lighthouse',
      currentPrompt: 'a harbour',
      outputs: [made],
    });
    expect(['LIGHT', 'harbour', 'a  wind'].map((text) => isAbout(state, text))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('a search does not look at what the bot added', () => {
    const made = outputItem({
      promptUsed: 'Repaint the picture in watercolour',
      making: making({ ownPrompt: '' }),
    });
    const state = interactionState({ outputs: [made] });
    expect(isAbout(state, 'watercolour')).toBe(false);
    expect(isAbout(state, state.id)).toBe(false);
  });
});
