import { describe, expect, it } from '@jest/globals';

import {
  conversationOf,
  goingOn,
  MAX_EARLIER_TURNS,
  MAX_THREAD_BYTES,
} from '../../src/interactions/conversation.js';
import type { GenerationSource } from '../../src/interactions/generation-source.js';
import type { InteractionState, OutputItem } from '../../src/interactions/interaction-state.js';
import type { OfferedModel } from '../../src/interactions/offered-models.js';
import { VARIATION } from '../../src/interactions/wordings.js';
import {
  generation,
  inputItem,
  making,
  outputItem,
  outputKey,
  resultState,
  storedImage,
} from '../support/states.js';

const MODEL: OfferedModel = {
  name: 'a model',
  aspectRatios: [],
  imageSizes: [],
  thinkingLevels: [],
  maxThreadPictures: 14,
};

const from = (index: number): GenerationSource => ({ kind: 'output', index });

/** An output that names what it was made from, and how many turns came before it. */
function made(n: number, source: GenerationSource, thread: number | null, more = {}): OutputItem {
  return outputItem({
    image: storedImage({ key: outputKey(n) }),
    promptUsed: `prompt ${n}`,
    model: MODEL.name,
    making: making({ source, thread }),
    ...more,
  });
}

const promptsOf = (state: InteractionState, index: number, model = MODEL) =>
  conversationOf(state, generation({ source: from(index) }), model).map(
    ({ item }) => item.promptUsed,
  );

/** Nine pictures, each made from the one before. */
const line = (first: GenerationSource = { kind: 'none' }) =>
  Array.from({ length: 9 }, (_, n) => made(n, n === 0 ? first : from(n - 1), n));

describe('the conversation that led to an output', () => {
  it('the conversation is the branch that led to the output, not what else was made from it', () => {
    const state = resultState(0, {
      outputs: [
        made(0, { kind: 'none' }, 0),
        made(1, from(0), 1),
        made(2, from(1), 2),
        made(3, from(0), 1),
        made(4, from(3), 2),
      ],
    });
    expect(promptsOf(state, 4)).toEqual(['prompt 0', 'prompt 3', 'prompt 4']);
    expect(promptsOf(state, 2)).toEqual(['prompt 0', 'prompt 1', 'prompt 2']);
    expect(promptsOf(state, 0)).toEqual(['prompt 0']);
  });

  it('the conversation shows what its first picture was made from, and nothing between its turns', () => {
    const inputs = [storedImage({ key: 'one' }), storedImage({ key: 'other' })];
    const outputs = [inputItem(), made(1, { kind: 'inputs' }, 0), made(2, from(1), 1)];
    const state = resultState(2, { inputs, outputs });
    const turns = conversationOf(state, generation({ source: from(2) }), MODEL);
    expect(turns.map(({ pictures }) => pictures)).toEqual([inputs, []]);
  });

  it('the conversation begins where the thread of its model began: behind a change, a refusal, a picture without signature', () => {
    const outputs = line();
    const changed = (n: number, item: OutputItem) =>
      resultState(0, { outputs: outputs.with(n, item) });
    const other = made(1, from(0), 1, { model: 'another model' });
    expect(promptsOf(changed(1, other), 3)).toEqual(['prompt 2', 'prompt 3']);
    expect(promptsOf(changed(2, made(2, from(1), 0)), 3)).toEqual(['prompt 2', 'prompt 3']);
    expect(promptsOf(changed(2, made(2, from(1), null)), 3)).toEqual(['prompt 3']);
    expect(promptsOf(changed(3, made(3, from(2), null)), 3)).toEqual([]);
    expect(promptsOf(changed(3, outputItem({ making: null })), 3)).toEqual([]);
  });

  it('a turn whose former ones are left out shows the picture that it went on from', () => {
    const state = resultState(0, { outputs: line() });
    const turns = conversationOf(state, generation({ source: from(8) }), MODEL);
    expect(turns).toHaveLength(MAX_EARLIER_TURNS);
    expect(turns[0]?.item.promptUsed).toBe('prompt 3');
    expect(turns[0]?.pictures.map(({ key }) => key)).toEqual([outputKey(2)]);
  });

  it('the conversation has no more pictures than its model takes, and no more bytes than a request', () => {
    const inputs = Array.from({ length: 4 }, (_, n) => storedImage({ key: String(n) }));
    const state = resultState(0, { inputs, outputs: line({ kind: 'inputs' }) });
    const prompts = (maxThreadPictures: number) =>
      promptsOf(state, 2, { ...MODEL, maxThreadPictures });
    expect(prompts(7)).toEqual(['prompt 0', 'prompt 1', 'prompt 2']);
    expect(prompts(6)).toEqual(['prompt 1', 'prompt 2']);
    expect(prompts(2)).toEqual(['prompt 2']);
    expect(prompts(1)).toEqual([]);
    const half = { image: storedImage({ key: outputKey(1), byteSize: MAX_THREAD_BYTES / 2 }) };
    const large = { ...state, outputs: state.outputs.with(1, made(1, from(0), 1, half)) };
    expect(promptsOf(large, 2)).toEqual(['prompt 0', 'prompt 1', 'prompt 2']);
    const whole = { image: storedImage({ key: outputKey(1), byteSize: MAX_THREAD_BYTES }) };
    const huge = { ...state, outputs: state.outputs.with(1, made(1, from(0), 1, whole)) };
    expect(promptsOf(huge, 1)).toEqual([]);
    expect(promptsOf(huge, 3)).toEqual(['prompt 3']);
  });

  it.each([
    ['a style', { styleKey: 'neon', source: from(2) }],
    ['a variation', { prompt: VARIATION, source: from(2) }],
    ['the request’s own pictures', { source: { kind: 'inputs' } as const }],
    ['a text alone', { source: { kind: 'none' } as const }],
    ['an output that is not there', { source: from(20) }],
  ])('%s has no conversation', (_what, asked) => {
    const state = resultState(0, { outputs: line() });
    expect(conversationOf(state, generation(asked), MODEL)).toEqual([]);
  });

  it('a model without threads has no conversation', () => {
    const { maxThreadPictures: _, ...model } = MODEL;
    expect(promptsOf(resultState(0, { outputs: line() }), 2, model)).toEqual([]);
  });

  it('outputs that name each other as their source, as no program stores them, end the conversation', () => {
    const outputs = [made(0, from(1), 1), made(1, from(0), 1)];
    expect(promptsOf(resultState(0, { outputs }), 1)).toEqual(['prompt 0', 'prompt 1']);
  });
});

describe('a generation that was just requested', () => {
  const other = { ...MODEL, name: 'another model' };

  it('a generation goes on where its model made the output, and not with another one', () => {
    const outputs = [made(0, { kind: 'none' }, 0)];
    const goesOn = (asked: ReturnType<typeof generation>) =>
      goingOn(resultState(0, { outputs, generation: asked }), [MODEL, other]).generation?.goesOn;
    const asked = generation({ source: from(0) });
    expect(goesOn(asked)).toBe(true);
    expect(goesOn({ ...asked, settings: { ...asked.settings, model: other.name } })).toBe(false);
    expect(goesOn({ ...asked, styleKey: 'neon' })).toBe(false);
  });

  it('a generation that was not just requested stays as it is', () => {
    const outputs = [made(0, { kind: 'none' }, 0)];
    for (const asked of [null, generation({ source: from(0), status: 'delivered' })]) {
      const state = resultState(0, { outputs, generation: asked });
      expect(goingOn(state, [MODEL])).toEqual(state);
    }
  });
});
