import { expect } from '@jest/globals';
import { ButtonStyle } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { CardKind, PostedCard } from './e2e-card-kinds.js';
import {
  componentsOf,
  failureOn,
  interactionIdOf,
  PREVIEW_COMPONENTS,
  RESULT_COMPONENTS,
} from './e2e-card-look.js';
import { edit, process } from './e2e-components.js';
import { CONTROLS, type Control, type Situation } from './e2e-controls.js';
import type { GeminiRoom } from './e2e-gemini.js';
import { eventually } from './eventually.js';
import { blockedOutput } from './gemini-answers.js';

/** The model never answers to a prompt with this word. */
const SLOWLY = 'slowly';

/** What only who asked may do here; another person is told so, alone. */
const ENDING: ReadonlySet<string> = new Set(['card_delete', 'generation_cancel']);

/**
 * Uses every control, each on a card of its own, and gives the names of those that did what they
 * should. The first one that did not is thrown.
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
      await expectWorking(control, { card, asker }, kind.user === 'who asked' ? asker : here.ben);
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
    await process(asker, card);
    await failureOn(card);
  }
  if (situation.endsWith('waiting')) {
    await edit(asker, card, `a cat, ${SLOWLY}`);
    await process(asker, card);
  }
}

async function expectWorking(
  control: Control,
  { card, asker }: PostedCard,
  person: Person,
): Promise<void> {
  const id = interactionIdOf(card);
  await control.use(person, card, control.component);
  if (ENDING.has(control.component) && person !== asker) {
    const refusal = person.ephemerals.at(-1)?.content ?? '';
    expect(refusal).toMatch(/Manage Messages can (?:delete it|cancel its picture)/);
    expect(card.isDeleted).toBe(false);
    // An imported card is nobody's, so that only moderators delete it.
    const isNobodys = refusal.startsWith('I do not know who asked');
    if (control.component === 'card_delete' && isNobodys) return;
    return expectWorking(control, { card, asker }, asker);
  }
  if (control.says === null) return eventually(() => card.isDeleted);
  const says = control.says.replace('ME', `<@${person.id}>`);
  await card.changed(() => wordsOf(card).includes(says));
  expectTodaysLook(card, id);
}

/** The whole look of a card at rest, whatever it was before. */
function expectTodaysLook(card: SeenMessage, id: string): void {
  expect(interactionIdOf(card)).toBe(id);
  expect(card.title).toMatch(/^a (?:cat|dog)/);
  expect(componentsOf(card)).toEqual(componentsOfToday(card));
  const primary = card.buttons.filter(({ style }) => style === ButtonStyle.Primary);
  expect(primary).toHaveLength(1);
  expect(card.fields).toEqual([]);
  expect(card.pictureName).toContain(id);
  expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
}

function componentsOfToday({ description = '' }: SeenMessage): string[] {
  const outputs = / of (\d+)\b/.exec(description.split('\n', 1).join())?.[1];
  if (outputs === undefined) return PREVIEW_COMPONENTS;
  return RESULT_COMPONENTS.filter((name) => name !== 'style_go_to' || Number(outputs) > 2);
}

function wordsOf({ title, description, footer }: SeenMessage): string {
  return [title, description, footer].join('\n');
}
