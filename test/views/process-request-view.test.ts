import { describe, expect, it } from '@jest/globals';

import { FAILURE_COLOR, PREVIEW_COLOR } from '../../src/views/colors.js';
import { ProcessRequestView } from '../../src/views/process-request-view.js';
import { styleByKey, styledPrompt, type Style } from '../../src/interactions/styles.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import {
  generation,
  generationIn,
  inputItem,
  interactionState,
  storedImage,
  TICKET,
} from '../support/states.js';

const NEON = styleByKey('neon') as Style;

const withPictures = (overrides: Partial<InteractionState> = {}) =>
  interactionState({ inputs: [storedImage()], outputs: [inputItem()], ...overrides });

const requested = generation();

describe('the preview', () => {
  it('the preview asks for the prompt alone where there are no pictures', () => {
    const view = new ProcessRequestView(interactionState());
    expect(view.process(TICKET).state.generation).toEqual({
      ...requested,
      prompt: 'a lighthouse',
      styleKey: null,
      source: { kind: 'none' },
    });
  });

  it('the preview asks for prompt and pictures where there are both', () => {
    const { generation: asked } = new ProcessRequestView(withPictures()).process(TICKET).state;
    expect(asked).toMatchObject({ prompt: 'a lighthouse', source: { kind: 'inputs' } });
  });

  it('the preview asks for the pictures, with a wording of its own, where there is no prompt', () => {
    const view = new ProcessRequestView(withPictures({ currentPrompt: '' }));
    const { generation: asked } = view.process(TICKET).state;
    expect(asked).toMatchObject({ styleKey: null, source: { kind: 'inputs' } });
    expect(asked?.prompt).toMatch(/picture/);
  });

  it.each([
    ['text only', interactionState(), { prompt: 'a lighthouse', hasPictures: false }, 'none'],
    ['text and images', withPictures(), { prompt: 'a lighthouse', hasPictures: true }, 'inputs'],
    [
      'images only',
      withPictures({ currentPrompt: '' }),
      { prompt: '', hasPictures: true },
      'inputs',
    ],
  ] as const)('the preview applies the wording of a style for %s', (_name, state, given, kind) => {
    const { generation: asked } = new ProcessRequestView(state).applyStyle(NEON, TICKET).state;
    expect(asked).toEqual({
      ...requested,
      prompt: styledPrompt(NEON, given),
      ownPrompt: given.prompt,
      styleKey: 'neon',
      source: { kind },
    });
  });

  it('the preview needs a prompt only where there are no pictures', () => {
    expect(new ProcessRequestView(interactionState()).needsPrompt).toBe(true);
    expect(new ProcessRequestView(withPictures()).needsPrompt).toBe(false);
  });

  it('the preview takes a new prompt, and leaves the first one and the former view as they were', () => {
    const view = new ProcessRequestView(interactionState());
    const next = view.withPrompt('a windmill');
    expect(next.state).toEqual({ ...interactionState(), currentPrompt: 'a windmill' });
    expect(view.state).toEqual(interactionState());
  });

  it.each(['requested', 'running'] as const)(
    'the preview changes nothing about a generation that is %s',
    (status) => {
      const state = interactionState({ generation: generationIn(status) });
      const view = new ProcessRequestView(state);
      expect(view.isWaiting).toBe(true);
      expect(view.process({ ...TICKET, id: 'second' }).state).toEqual(state);
      expect(view.applyStyle(NEON, { ...TICKET, id: 'second' }).state).toEqual(state);
    },
  );

  it.each(['produced', 'failing', 'failed', 'delivered', 'cancelling', 'cancelled'] as const)(
    'the preview can be run again after a generation that is %s',
    (status) => {
      const view = new ProcessRequestView(interactionState({ generation: generationIn(status) }));
      expect(view.isWaiting).toBe(false);
      const { generation: asked } = view.process({ ...TICKET, id: 'second' }).state;
      expect(asked).toMatchObject({ id: 'second', status: 'requested', failure: null });
    },
  );

  it.each([
    [interactionState(), 'From your words · for <@200000000000000002>'],
    [withPictures(), 'From your words and 1 picture · for <@200000000000000002>'],
    [
      withPictures({
        currentPrompt: '',
        inputs: [storedImage(), storedImage(), storedImage()],
        userId: null,
      }),
      'Without a prompt',
    ],
  ])('the preview says what it understood, for whom, and that it waits', (state, line) => {
    const { embed } = new ProcessRequestView(state).render();
    expect(embed.description).toBe(`${line}\nReady. Press **Process Prompt**, or pick a style.`);
    expect(embed.fields).toEqual([]);
  });

  it.each([
    [interactionState(), 'a lighthouse'],
    [interactionState({ currentPrompt: 'two\n lines' }), 'two lines'],
    [interactionState({ currentPrompt: 'p'.repeat(81) }), `${'p'.repeat(79)}…`],
    [withPictures({ currentPrompt: ' ' }), 'From your picture'],
    [
      withPictures({ currentPrompt: '', inputs: [storedImage(), storedImage()] }),
      'From your 2 pictures',
    ],
  ])('the preview has the person’s own prompt as its title', (state, title) => {
    expect(new ProcessRequestView(state).render().embed.title).toBe(title);
  });

  it('the preview shows 300 characters of a prompt that its title cannot hold, and every note', () => {
    const state = interactionState({ currentPrompt: 'p'.repeat(4000), notes: ['one', 'two'] });
    const { embed } = new ProcessRequestView(state).render();
    expect(embed.description?.split('\n')[1]).toBe(`${'p'.repeat(299)}…`);
    expect(embed.fields).toContainEqual({ name: 'Please note', value: 'one\ntwo' });
  });

  it('the preview says its settings in the footer, and why some were replaced', () => {
    const settings = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', thinkingLevel: 'high' };
    const state = interactionState({ settings, settingsNotes: ['It has no *size* 8K.'] });
    const { embed } = new ProcessRequestView(state).render();
    expect(embed.footer?.text).toMatch(/^16:9 · high thinking · Persistent Session ID: /);
    expect(embed.description).toContain('\n⚙️ It has no \\*size\\* 8K.');
  });

  it('the preview shows the input, named as it is stored', () => {
    const { embed, picture } = new ProcessRequestView(withPictures()).render();
    expect(picture?.images).toEqual([storedImage()]);
    expect(embed.image?.url).toBe(`attachment://${storedImage().key.split('/')[1]}`);
    expect(new ProcessRequestView(interactionState()).render().picture).toBeNull();
  });

  it('the preview says why there is no picture this time, in amber', () => {
    const state = interactionState({ generation: generationIn('failed') });
    const { embed } = new ProcessRequestView(state).render();
    expect(embed.description).toContain(
      '\n⚠️ No picture this time: The model refused. Other words may help: **Edit Prompt**.',
    );
    expect(embed.color).toBe(FAILURE_COLOR);
    expect(new ProcessRequestView(interactionState()).render().embed.color).toBe(PREVIEW_COLOR);
  });
});
