import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { StyleOptionsView } from '../../src/views/style-options-view.js';
import { STYLES } from '../../src/interactions/styles.js';
import {
  generation,
  inputItem,
  making,
  outputItem,
  outputKey,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

const FOUR = { ...AUTOMATIC_SETTINGS, count: 4 };
const SOURCE = { kind: 'inputs' } as const;

const image = (n: number) => storedImage({ key: outputKey(n) });
const made = (n: number) =>
  outputItem({
    image: image(n),
    making: making({ settings: FOUR, batch: 'a batch', source: SOURCE }),
  });

const OUTPUTS = [inputItem(), made(1), made(2), made(3)];

const sheet = new StyleOptionsView(
  resultState(0, {
    inputs: [storedImage()],
    outputs: OUTPUTS,
    settings: FOUR,
    currentIndex: 1,
    showsSheet: true,
  }),
);

const buttonsOf = (view: StyleOptionsView) =>
  new Map(
    view
      .render()
      .rows.flatMap(({ components }) => components)
      .map((each) => ['custom_id' in each ? each.custom_id.split(':', 1).join() : '', each]),
  );

describe('the contact sheet of several pictures', () => {
  it('the contact sheet shows all pictures of the request, and says which they are', () => {
    const { embed, picture } = sheet.render();
    expect(picture?.images).toEqual([image(1), image(2), image(3)]);
    expect(embed.image?.url).toBe(`attachment://${picture?.name}`);
    expect(embed.description?.split('\n')[0]).toMatch(/^3 pictures · 2–4 of 4 · for <@\d+>$/);
  });

  it('the contact sheet has a name of its own, which changes with its pictures', () => {
    const fewer = new StyleOptionsView({ ...sheet.state, outputs: OUTPUTS.slice(0, -1) });
    const names = [sheet, fewer, sheet.next()].map((view) => view.render().picture?.name);
    expect(new Set(names).size).toBe(3);
    const spoiler = new StyleOptionsView({ ...sheet.state, isSpoiler: true }).render();
    expect(spoiler.picture?.name).toMatch(/^SPOILER_sheet_of_3_/);
    expect(spoiler.embed.image).toBeUndefined();
  });

  it('the arrows lead from the contact sheet to each of its pictures, and back to it', () => {
    expect(sheet.next().state).toMatchObject({ currentIndex: 1, showsSheet: false });
    expect(sheet.next().next().state.currentIndex).toBe(2);
    expect(sheet.next().previous().state).toMatchObject({ showsSheet: true, isChosen: false });
    expect(sheet.previous().state).toMatchObject({ currentIndex: 0, showsSheet: false });
    expect(sheet.goTo(3).state).toMatchObject({ currentIndex: 3, showsSheet: false });
  });

  it('the contact sheet cannot be varied, since none of its pictures is chosen, and each of them can', () => {
    expect(buttonsOf(sheet).get('style_vary')).toMatchObject({ disabled: true });
    expect(buttonsOf(sheet.next()).get('style_vary')).toMatchObject({ disabled: false });
  });

  it('Again on a contact sheet asks for all of its pictures once more', () => {
    const again = sheet.again({ ...TICKET, id: 'again' }).state;
    expect(again.generation).toMatchObject({ settings: { count: 4 }, source: SOURCE });
  });

  it('a changed prompt on a contact sheet starts from what its pictures were made from', () => {
    const asked = sheet.withPrompt('a dog').process(TICKET).state;
    expect(asked.generation).toMatchObject({ prompt: 'a dog', source: SOURCE });
    expect(sheet.next().process(TICKET).state.generation?.source).toEqual({
      kind: 'output',
      index: 1,
    });
  });

  it('a style on a contact sheet applies to the newest of its pictures, as the select says', () => {
    expect(buttonsOf(sheet).get('style_options_select')).toMatchObject({
      placeholder: 'Apply a style to picture 4…',
    });
    const [style] = STYLES;
    const asked = sheet.applyStyle(style!, TICKET).state;
    expect(asked.generation?.source).toEqual({ kind: 'output', index: 3 });
  });

  it('a card has moved on from a contact sheet when it shows one of the pictures, and the other way round', () => {
    const name = sheet.render().picture?.name ?? '';
    const first = sheet.next();
    expect(first.hasMovedOnFrom(name)).toBe(true);
    expect(sheet.hasMovedOnFrom(first.render().picture?.name ?? '')).toBe(true);
    expect(sheet.hasMovedOnFrom(name)).toBe(false);
    expect(sheet.hasMovedOnFrom('anything.png')).toBe(false);
  });

  it('a card that makes several pictures tells of none of them before all have come', () => {
    const batch = { ...generation({ settings: FOUR, made: 3 }), id: 'a batch', status: 'running' };
    const state = { ...sheet.state, currentIndex: 0, showsSheet: false, generation: batch };
    const view = new StyleOptionsView(state as StyleOptionsView['state']);
    expect(view.render().embed.description).toMatch(/^Original · 1 of 1 · /);
    expect(buttonsOf(view).has('style_go_to')).toBe(false);
  });
});
