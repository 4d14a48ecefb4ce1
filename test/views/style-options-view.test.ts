import { describe, expect, it } from '@jest/globals';

import { StyleOptionsView } from '../../src/views/style-options-view.js';
import { styleByKey, styledPrompt, type Style } from '../../src/interactions/styles.js';
import {
  generationIn,
  inputItem,
  outputItem,
  outputKey,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

const NEON = styleByKey('neon') as Style;

const view = (outputs: number, currentIndex: number) =>
  new StyleOptionsView(resultState(outputs, { currentIndex }));

const nameOf = (n: number) => outputKey(n).split('/')[1] ?? '';

describe('the result', () => {
  it('the result walks through the outputs and stops at either end', () => {
    expect(view(3, 0).next().state.currentIndex).toBe(1);
    expect(view(3, 2).next().state.currentIndex).toBe(2);
    expect(view(3, 2).previous().state.currentIndex).toBe(1);
    expect(view(3, 0).previous().state.currentIndex).toBe(0);
    expect(view(1, 0).next().state.currentIndex).toBe(0);
  });

  it('the result stays a valid state where there are no outputs at all', () => {
    expect(view(0, 0).previous().state.currentIndex).toBe(0);
    expect(view(0, 0).next().state.currentIndex).toBe(0);
  });

  it('the result leaves the former view as it was', () => {
    const former = view(3, 1);
    former.next();
    former.previous();
    former.withPrompt('else');
    former.process(TICKET);
    expect(former.state).toEqual(resultState(3, { currentIndex: 1 }));
  });

  it('the result runs the current prompt on the output shown', () => {
    const { generation } = view(3, 1).withPrompt('make it winter').process(TICKET).state;
    expect(generation).toMatchObject({
      prompt: 'make it winter',
      styleKey: null,
      source: { kind: 'output', index: 1 },
    });
  });

  it('the result restyles the output shown, without the prompt that made it', () => {
    const { generation } = view(3, 1).applyStyle(NEON, TICKET).state;
    expect(generation).toMatchObject({
      prompt: styledPrompt(NEON, { prompt: '', hasPictures: true }),
      styleKey: 'neon',
      source: { kind: 'output', index: 1 },
    });
  });

  it('the result goes back to the original inputs where it shows them or their contact sheet', () => {
    const state = resultState(0, {
      inputs: [storedImage(), storedImage()],
      outputs: [inputItem(), outputItem()],
      currentIndex: 0,
    });
    const shown = new StyleOptionsView(state);
    expect(shown.process(TICKET).state.generation?.source).toEqual({ kind: 'inputs' });
    expect(shown.applyStyle(NEON, TICKET).state.generation?.source).toEqual({ kind: 'inputs' });
    expect(shown.next().process(TICKET).state.generation?.source).toEqual({
      kind: 'output',
      index: 1,
    });
  });

  it.each(['requested', 'running'] as const)(
    'the result changes nothing about a generation that is %s',
    (status) => {
      const state = resultState(2, { generation: generationIn(status) });
      const waiting = new StyleOptionsView(state);
      expect(waiting.process({ ...TICKET, id: 'second' }).state).toEqual(state);
      expect(waiting.applyStyle(NEON, { ...TICKET, id: 'second' }).state).toEqual(state);
    },
  );

  it('the result knows when it has moved on from a picture that someone saw', () => {
    expect(view(3, 1).hasMovedOnFrom(nameOf(0))).toBe(true);
    expect(view(3, 1).hasMovedOnFrom(nameOf(1))).toBe(false);
    expect(view(3, 1).hasMovedOnFrom('picture_unavailable.png')).toBe(false);
  });

  it('the result counts its outputs, and shows the one it is at with the prompt that made it', () => {
    const { embed, picture } = view(3, 1).render();
    expect(embed.title).toBe('Output 2 of 3');
    expect(embed.description).toBe('prompt 1');
    expect(picture?.image.key).toBe(outputKey(1));
  });

  it('the result shows the current prompt where it is not the one that made the picture', () => {
    const named = { name: 'Current prompt', value: 'a lighthouse' };
    expect(view(2, 0).render().embed.fields).toContainEqual(named);
    const same = new StyleOptionsView(resultState(1, { currentPrompt: 'prompt 0' }));
    expect(same.render().embed.fields).not.toContainEqual(
      expect.objectContaining({ name: 'Current prompt' }),
    );
  });

  it('the result shows the copy made for delivery, where there is one', () => {
    const copy = storedImage({ key: 'output_images/output_copy.jpg' });
    const state = resultState(0, { outputs: [outputItem({ deliveryImage: copy })] });
    const shown = new StyleOptionsView(state);
    expect(shown.render().picture).toEqual({ name: 'output_copy.jpg', image: copy });
    expect(shown.hasMovedOnFrom('output_copy.jpg')).toBe(false);
  });

  it('the result says style, model and what the model said', () => {
    const styled = outputItem({ styleKey: 'neon', text: 'Here you are.' });
    const { embed } = new StyleOptionsView(resultState(0, { outputs: [styled] })).render();
    expect(embed.fields).toEqual(
      expect.arrayContaining([
        { name: 'Style', value: '💡 Neon', inline: true },
        { name: 'Model', value: 'gemini-nano-banana-2.1', inline: true },
        { name: 'The model says', value: 'Here you are.' },
      ]),
    );
  });

  it('the result is drawn even with a style that is gone, and with no output at all', () => {
    const old = outputItem({ styleKey: 'a_style_of_old' });
    const { embed } = new StyleOptionsView(resultState(0, { outputs: [old] })).render();
    expect(embed.fields).not.toContainEqual(expect.objectContaining({ name: 'Style' }));
    expect(new StyleOptionsView(resultState(0)).render().picture).toBeNull();
  });
});
