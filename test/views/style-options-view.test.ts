import { describe, expect, it } from '@jest/globals';

import { StyleOptionsView } from '../../src/views/style-options-view.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { OutputItem } from '../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { WITHOUT_PROMPT } from '../../src/interactions/wordings.js';
import { RESULT_COLOR } from '../../src/views/colors.js';
import { styleByKey, type Style } from '../../src/interactions/styles.js';
import {
  generationIn,
  inputItem,
  INTERACTION_ID,
  making,
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
    former.again(TICKET);
    former.vary(TICKET);
    former.goTo(2);
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

  it('the result goes back to the original inputs where it shows them or their contact sheet', () => {
    const state = resultState(0, {
      inputs: [storedImage(), storedImage()],
      outputs: [inputItem(), outputItem()],
      currentIndex: 0,
    });
    const shown = new StyleOptionsView(state);
    expect(shown.process(TICKET).state.generation?.source).toEqual({ kind: 'inputs' });
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
      expect(waiting.again({ ...TICKET, id: 'second' }).state).toEqual(state);
      expect(waiting.vary({ ...TICKET, id: 'second' }).state).toEqual(state);
    },
  );

  it('the result knows when it has moved on from a picture that someone saw', () => {
    expect(view(3, 1).hasMovedOnFrom(nameOf(0))).toBe(true);
    expect(view(3, 1).hasMovedOnFrom(nameOf(1))).toBe(false);
    expect(view(3, 1).hasMovedOnFrom('picture_unavailable.png')).toBe(false);
  });

  it('the result counts its outputs, and shows the one it is at with the words that made it', () => {
    const { embed, picture } = view(3, 1).render();
    expect(embed.title).toBe('prompt 1');
    expect(embed.description?.split('\n')[0]).toBe('2 of 3 · for <@200000000000000002>');
    expect(embed.color).toBe(RESULT_COLOR);
    expect(picture?.images[0].key).toBe(outputKey(1));
  });

  it('the result shows the next prompt, and what to press, where it did not make the picture', () => {
    const line = '✏️ Next prompt (press **Process Prompt**): ';
    expect(view(2, 0).render().embed.description).toContain(`\n${line}a lighthouse`);
    const without = new StyleOptionsView(resultState(1, { currentPrompt: '' }));
    expect(without.render().embed.description).toContain(`\n${line}*the picture alone*`);
    const same = new StyleOptionsView(resultState(1, { currentPrompt: 'prompt 0' }));
    expect(same.render().embed.description).not.toContain(line);
  });

  it('the result has a select of all places from three outputs on: the original, then the newest', () => {
    const outputs = [
      inputItem(),
      outputItem({ promptUsed: 'a cat\non a roof' }),
      ...Array.from({ length: 30 }, () => outputItem({ origin: 'styled', styleKey: 'neon' })),
    ];
    const few = new StyleOptionsView(resultState(0, { outputs: outputs.slice(0, 2) }));
    expect(selectsOf(few)).toHaveLength(1);
    const three = new StyleOptionsView(resultState(0, { outputs: outputs.slice(0, 3) }));
    expect(selectsOf(three)[1]?.options).toEqual([
      { label: '1 · Original', value: '0' },
      { label: '3 · Neon', value: '2', emoji: { name: '💡' } },
      { label: '2 · a cat on a roof', value: '1', emoji: { name: '✨' } },
    ]);
    const many = new StyleOptionsView(resultState(0, { outputs }));
    const values = selectsOf(many)[1]?.options.map(({ value }) => Number(value));
    expect(values).toEqual([0, ...Array.from({ length: 24 }, (_, n) => 31 - n)]);
  });

  it('the result has each arrow off where it would lead nowhere', () => {
    const off = [0, 1, 2].map((index) => {
      const [row] = view(3, index).render().rows;
      return row?.components.slice(0, 2).map(({ disabled }) => disabled);
    });
    expect(off).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('the result shows the copy made for delivery, where there is one', () => {
    const copy = storedImage({ key: 'output_images/output_copy.jpg' });
    const state = resultState(0, { outputs: [outputItem({ deliveryImage: copy })] });
    const shown = new StyleOptionsView(state);
    expect(shown.render().picture).toEqual({ name: 'output_copy.jpg', images: [copy] });
    expect(shown.hasMovedOnFrom('output_copy.jpg')).toBe(false);
  });

  it('the result says style, for whom, model, size and what the model said, and no wording of its own', () => {
    const styled = outputItem({
      origin: 'styled',
      styleKey: 'neon',
      text: 'Here you are.',
      promptUsed: 'secret wording',
      making: making({ ownPrompt: 'a cat', requestedBy: '7' }),
    });
    const { embed } = new StyleOptionsView(resultState(0, { outputs: [styled] })).render();
    expect(embed.title).toBe('a cat');
    expect(embed.description?.split('\n')[0]).toBe('💡 Neon · 1 of 1 · for <@7>');
    expect(embed.fields).toEqual([{ name: 'The model says', value: 'Here you are.' }]);
    expect(embed.footer?.text).toBe(
      `gemini-nano-banana-2.1 · 640 × 480 · Persistent Session ID: ${INTERACTION_ID}`,
    );
    expect(JSON.stringify(embed)).not.toContain('secret wording');
  });

  it('the result says which output a conversation goes on from, while its picture is made', () => {
    const source = { kind: 'output', index: 1 } as const;
    const said = (overrides: Partial<Generation>) => {
      const generation = { ...generationIn('running'), source, goesOn: true, ...overrides };
      const state = resultState(8, { currentIndex: 1, generation });
      return new StyleOptionsView(state).render().embed.description;
    };
    expect(said({})).toMatch(/🍌 Making .* · going on from 2 of 8$/);
    expect(said({ goesOn: false })).not.toContain('going on');
    expect(said({ status: 'delivered', lease: null })).not.toContain('going on');
  });

  it('the result says the next settings where they did not make the shown picture', () => {
    const settings = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', imageSize: '2K' };
    const of = (made: typeof settings | null, next = settings) => {
      const outputs = [outputItem({ making: made && making({ settings: made }) })];
      return new StyleOptionsView(resultState(0, { outputs, settings: next })).render().embed
        .description;
    };
    expect(of(null)).toContain('\n⚙️ Next: 16:9 · 2K');
    expect(of(settings, AUTOMATIC_SETTINGS as typeof settings)).toContain('\n⚙️ Next: automatic');
    expect(of(settings)).not.toContain('⚙️');
  });

  it('the result names the ratio and size that were asked for in its footer', () => {
    const settings = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', imageSize: '2K' };
    const outputs = [outputItem({ making: making({ settings }) })];
    const { embed } = new StyleOptionsView(resultState(0, { outputs })).render();
    expect(embed.footer?.text).toContain('gemini-nano-banana-2.1 · 16:9 · 2K · ');
  });

  it('the result shows the words of the request for pictures of older versions, and never a wording', () => {
    expect(titleOf(outputItem({ promptUsed: 'a cat' }))).toBe('a cat');
    expect(titleOf(outputItem({ promptUsed: WITHOUT_PROMPT }))).toBe('Your request');
    const wording = { promptUsed: 'secret wording' };
    expect(titleOf(outputItem({ ...wording, origin: 'styled' }))).toBe('a lighthouse');
    expect(titleOf(outputItem({ ...wording, styleKey: 'neon' }))).toBe('a lighthouse');
    expect(titleOf(inputItem())).toBe('a lighthouse');
  });

  it('the result is drawn even with a style that is gone, and with no output at all', () => {
    const old = outputItem({ styleKey: 'a_style_of_old' });
    const { embed } = new StyleOptionsView(resultState(0, { outputs: [old] })).render();
    expect(embed.description).toContain('🎨 Styled · 1 of 1');
    expect(new StyleOptionsView(resultState(0)).render().picture).toBeNull();
  });
});

function titleOf(item: OutputItem) {
  return new StyleOptionsView(resultState(0, { outputs: [item] })).render().embed.title;
}

function selectsOf(shown: StyleOptionsView) {
  return shown
    .render()
    .rows.flatMap((row) => row.components)
    .flatMap((each) => ('options' in each ? [each] : []));
}
