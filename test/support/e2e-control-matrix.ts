import { expect } from '@jest/globals';
import { ButtonStyle } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { CardKind, PostedCard } from './e2e-card-kinds.js';
import {
  componentsOf,
  failureOn,
  interactionIdOf,
  placeOf,
  PREVIEW_COMPONENTS,
  RESULT_COMPONENTS,
} from './e2e-card-look.js';
import { CONTROLS, customIdOf, type Control, type Situation } from './e2e-controls.js';
import type { GeminiRoom } from './e2e-gemini.js';
import { blockedOutput } from './gemini-answers.js';

/** The model never answers to a prompt with this word. */
const SLOWLY = 'slowly';

/**
 * Uses every control, each on a card of its own, and gives the names of those that did what they should.
 * The first one that did not is thrown.
 */
export async function workingControls(kind: CardKind, here: GeminiRoom): Promise<string[]> {
  here.gemini.always(({ prompt }) => (prompt.includes(SLOWLY) ? { kind: 'hang' } : undefined));
  const views = CONTROLS.map(({ on }) => (on.startsWith('preview') ? 'preview' : 'result'));
  const cards = await kind.post(here, views);
  const used = CONTROLS.map((control, n) => ({ control, ...cards[n]! }));
  // What waits, waits last, so that nothing waits for it.
  for (const { control, ...posted } of used.toReversed()) await bringInto(control.on, posted, here);
  await kind.age?.(
    here,
    cards.map(({ card }) => card),
  );
  for (const { control, card, asker } of used) {
    try {
      await expectWorking(control, card, kind.user === 'who asked' ? asker : here.ben);
    } catch (cause) {
      throw new Error(`${control.name}, on a ${control.on}: ${kind.name}`, { cause });
    }
  }
  return used.map(({ control }) => control.name);
}

async function bringInto(
  situation: Situation,
  { card, asker }: PostedCard,
  { gemini }: GeminiRoom,
): Promise<void> {
  if (situation.endsWith('failed')) {
    gemini.script(blockedOutput('IMAGE_OTHER'));
    await asker.click(card, component(card, 'process_request_button', 'style_process_prompt'));
    await failureOn(card);
  }
  if (situation.endsWith('waiting')) {
    await edit(asker, card, `a cat, ${SLOWLY}`);
    await asker.click(card, component(card, 'process_request_button', 'style_process_prompt'));
  }
}

async function expectWorking(control: Control, card: SeenMessage, person: Person): Promise<void> {
  const id = interactionIdOf(card);
  // A card of a former look has today's controls after its first click.
  if (customIdOf(card, control.component) === undefined) await edit(person, card);
  await control.use(person, card, component(card, control.component));
  const says = control.says.replace('ME', `<@${person.id}>`);
  await card.changed(() => wordsOf(card).includes(says));
  expectTodaysLook(card, id);
}

/** Submits Edit Prompt, as it opens unless told. */
async function edit(person: Person, card: SeenMessage, prompt?: string): Promise<void> {
  const button = component(card, 'process_edit_prompt', 'style_edit_prompt');
  const modal = await person.openModal(card, button);
  await modal.submit(prompt === undefined ? {} : { prompt });
}

/** The whole look of a card at rest, whatever it was before. */
function expectTodaysLook(card: SeenMessage, id: string): void {
  expect(interactionIdOf(card)).toBe(id);
  expect(card.title).toMatch(/^a (?:cat|dog)/);
  expect(componentsOf(card)).toEqual(componentsFor(placeOf(card)));
  const primary = card.buttons.filter(({ style }) => style === ButtonStyle.Primary);
  expect(primary).toHaveLength(1);
  expect(card.fields).toEqual([]);
  expect(card.pictureName).toContain(id);
  expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
}

function componentsFor(place: string | undefined): string[] {
  if (place === undefined) return PREVIEW_COMPONENTS;
  const hasFew = place.endsWith(' of 2');
  return RESULT_COMPONENTS.filter((name) => !(hasFew && name === 'style_go_to'));
}

function wordsOf({ title, description, footer }: SeenMessage): string {
  return [title, description, footer].join('\n');
}

function component(card: SeenMessage, ...names: Parameters<typeof customIdOf>[1][]): string {
  const customId = customIdOf(card, ...names);
  if (customId === undefined) throw new Error(`This card has no ${names.join(' or ')}.`);
  return customId;
}
