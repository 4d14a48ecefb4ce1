import { describe, expect, it } from '@jest/globals';

import { styleBase } from '../../src/interactions/style-base.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { styleByKey, styledPrompt, type Style } from '../../src/interactions/styles.js';
import { StyleOptionsView } from '../../src/views/style-options-view.js';
import { produce } from '../../src/interactions/transitions.js';
import {
  generationIn,
  inputItem,
  making,
  outputItem,
  outputKey,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

const STYLES = ['neon', 'sketch', 'watercolor', 'pop_art', 'gothic', 'vintage'];

let pictures = 1;

/** A styled output; its picture has a name of its own. */
const styled = (styleKey = 'neon') => {
  pictures += 1;
  const image = storedImage({ key: outputKey(pictures) });
  return outputItem({ origin: 'styled', styleKey, image });
};

const stateOf = (
  outputs: InteractionState['outputs'],
  overrides: Partial<InteractionState> = {},
): InteractionState => resultState(0, { outputs, currentIndex: outputs.length - 1, ...overrides });

const placeholderOf = (state: InteractionState) => {
  const selects = new StyleOptionsView(state)
    .render()
    .rows.flatMap((row) => row.components)
    .flatMap((each) => ('placeholder' in each ? [each.placeholder] : []));
  return selects[0];
};

/** The state after a picture in each style, one after the other, and what each was made from. */
function inEachStyle(first: InteractionState) {
  const sources: unknown[] = [];
  let state = first;
  for (const key of STYLES) {
    const style = styleByKey(key) as Style;
    const asked = new StyleOptionsView(state).applyStyle(style, TICKET).state;
    sources.push([asked.generation?.source, asked.generation?.prompt]);
    const running = { ...asked, generation: { ...generationIn('running'), id: TICKET.id } };
    state = produce(running, TICKET.id, styled(key)) as InteractionState;
  }
  return { state, sources };
}

const wordings = (prompt: string, hasPictures: boolean, source: object) =>
  STYLES.map((key) => [source, styledPrompt(styleByKey(key) as Style, { prompt, hasPictures })]);

describe('what a style applies to', () => {
  it('six styles in a row are six siblings of the newest output that no style made', () => {
    const { state, sources } = inEachStyle(stateOf([inputItem(), outputItem()]));
    expect(sources).toEqual(wordings('', true, { kind: 'output', index: 1 }));
    expect(placeholderOf(state)).toBe('Apply a style to picture 2…');
  });

  it('six styles in a row of a request that has only pictures in a style are siblings of the first', () => {
    const inputs = [storedImage()];
    const withPicture = inEachStyle(stateOf([inputItem(), styled()], { inputs }));
    expect(withPicture.sources).toEqual(wordings('a lighthouse', true, { kind: 'inputs' }));
    expect(placeholderOf(withPicture.state)).toBe('Apply a style to the original…');
    const withoutPicture = inEachStyle(stateOf([styled()]));
    expect(withoutPicture.sources).toEqual(wordings('a lighthouse', false, { kind: 'none' }));
    expect(placeholderOf(withoutPicture.state)).toBe('Apply a style to your prompt…');
  });

  it('a style applies to the output that a person went to by an arrow or the select', () => {
    const view = new StyleOptionsView(stateOf([inputItem(), outputItem(), styled('watercolor')]));
    expect(styleBase(view.state).index).toBe(1);
    expect(styleBase(view.previous().previous().state)).toMatchObject({
      source: { kind: 'inputs' },
      prompt: '',
    });
    const chained = view.previous().next();
    expect(styleBase(chained.state).source).toEqual({ kind: 'output', index: 2 });
    expect(placeholderOf(chained.state)).toBe('Apply a style to this watercolor…');
    expect(styleBase(view.goTo(2).state).index).toBe(2);
  });

  it('an arrow that leads nowhere chooses nothing, and a new picture ends the choice', () => {
    const state = stateOf([inputItem(), outputItem(), styled()]);
    const view = new StyleOptionsView(state);
    expect(view.next().state.isChosen).toBe(false);
    expect(view.previous().next().next().state.isChosen).toBe(true);
    const running = { ...view.goTo(2).state, generation: generationIn('running') };
    expect(produce(running, TICKET.id, styled())?.isChosen).toBe(false);
  });

  it('a style applies to the picture shown where there is nothing else to start from', () => {
    const state = stateOf([styled(), styled()], { currentPrompt: ' ' });
    expect(styleBase(state).source).toEqual({ kind: 'output', index: 1 });
  });

  it('a style keeps the words that a person used for the picture that it applies to', () => {
    const item = outputItem({ making: making({ ownPrompt: 'a cat in a hat' }) });
    expect(styleBase(stateOf([item])).ownPrompt).toBe('a cat in a hat');
    expect(placeholderOf(stateOf([item]))).toBe('Apply a style to this picture…');
  });
});
