import { describe, expect, it } from '@jest/globals';

import { again, canMakeAgain, variation } from '../../src/interactions/again.js';
import type { OutputItem } from '../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { VARIATION } from '../../src/interactions/wordings.js';
import { inputItem, making, outputItem, resultState, storedImage } from '../support/states.js';

const SETTINGS = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' };

const showing = (outputs: OutputItem[], currentIndex = outputs.length - 1) =>
  resultState(0, { outputs, currentIndex, currentPrompt: 'the next prompt' });

describe('what made an output', () => {
  it('what made an output is asked for again exactly: wording, words, style, source, settings and model', () => {
    const item = outputItem({
      origin: 'styled',
      promptUsed: 'in neon: a cat',
      styleKey: 'neon',
      making: making({
        ownPrompt: 'a cat',
        source: { kind: 'output', index: 0 },
        settings: SETTINGS,
      }),
    });
    expect(again(showing([outputItem(), item]))).toEqual({
      wanted: {
        prompt: 'in neon: a cat',
        ownPrompt: 'a cat',
        styleKey: 'neon',
        source: { kind: 'output', index: 0 },
      },
      settings: { ...SETTINGS, model: 'gemini-nano-banana-2.1' },
    });
  });

  it('what a person sent was made by nobody, and cannot be made again', () => {
    const state = showing([inputItem(), outputItem()], 0);
    expect(canMakeAgain(state)).toBe(false);
    expect(again(state)).toBeNull();
    expect(canMakeAgain(resultState(0))).toBe(false);
    expect(again(resultState(0))).toBeNull();
  });

  it.each([
    ['nothing for the first of a text', [outputItem()], 'none', undefined],
    ['the pictures sent', [inputItem(), outputItem()], 'inputs', undefined],
    ['the output before it', [inputItem(), outputItem(), outputItem()], 'output', 1],
  ])(
    'what made an output of an older version was most likely %s',
    (_name, outputs, kind, index) => {
      const state = { ...showing(outputs), inputs: outputs.length > 1 ? [storedImage()] : [] };
      expect(again(state)).toEqual({
        wanted: expect.objectContaining({
          prompt: 'a lighthouse',
          source: index === undefined ? { kind } : { kind, index },
        }),
        settings: { ...AUTOMATIC_SETTINGS, model: 'gemini-nano-banana-2.1' },
      });
    },
  );

  it('a variation starts from the shown output, with a wording of its own and the words of that output', () => {
    const item = outputItem({ making: making({ ownPrompt: 'a cat' }) });
    expect(variation(showing([inputItem(), item]))).toEqual({
      prompt: VARIATION,
      ownPrompt: 'a cat',
      styleKey: null,
      source: { kind: 'output', index: 1 },
    });
    expect(variation(showing([inputItem()])).source).toEqual({ kind: 'inputs' });
  });
});
