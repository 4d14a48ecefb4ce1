import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { ComponentName } from '../../src/views/custom-ids.js';
import { withComponent } from './e2e-components.js';

/** What a card is, and what has happened on it, when a person uses a control of it. */
export type Situation = `${'preview' | 'result'}${'' | ', failed' | ', waiting'}`;

/**
 * Uses a component, as a person does; on a card of a former look that lacks it, after
 * a first click.
 */
type Use = (person: Person, card: SeenMessage, name: ComponentName) => Promise<unknown>;

/** One control of a card. */
export interface Control {
  /** What a person calls it. */
  readonly name: string;
  readonly on: Situation;
  readonly component: ComponentName;
  readonly use: Use;
  /**
   * What the card says then; `ME` is who used the control, or who asked where only they may use it.
   * Null: it is gone.
   */
  readonly says: string | null;
}

const press: Use = async (person, card, name) =>
  person.click(card, await withComponent(person, card, name));

const choose =
  (option: string): Use =>
  async (person, card, name) => {
    await withComponent(person, card, name);
    await person.select(card, option);
  };

const fillIn =
  (values: Readonly<Record<string, string>>): Use =>
  async (person, card, name) => {
    const modal = await person.openModal(card, await withComponent(person, card, name));
    await modal.submit(values);
  };

const remove: Use = async (person, card, name) => {
  const { modal } = await person.click(card, await withComponent(person, card, name));
  await modal?.submit();
};

/** Asks for four pictures first. */
const four: Use = async (person, card, name) => {
  await fillIn({ Number: '4' })(person, card, 'card_settings');
  await press(person, card, name);
};

const DOG = fillIn({ prompt: 'a dog' });
const WIDE = fillIn({ 'Aspect ratio': '16:9' });

/**
 * Every control of a preview of "a cat" with a photo, and of a result with three outputs that shows
 * the second. Those that end a waiting come first, because a person has one picture made at a time.
 */
export const CONTROLS: readonly Control[] = (
  [
    ['Cancel', 'preview, waiting', 'generation_cancel', press, '🛑 Cancelled by ME'],
    ['Cancel', 'result, waiting', 'generation_cancel', press, '🛑 Cancelled by ME'],
    ['Process Prompt', 'preview', 'process_request_button', press, 'a cat\n2 of 2 · for ME'],
    ['Process Prompt for 4', 'preview', 'process_request_button', four, '2–5 of 5 · for ME'],
    ['Edit Prompt', 'preview', 'process_edit_prompt', DOG, 'a dog\nFrom your words and 1 picture'],
    ['Settings', 'preview', 'card_settings', WIDE, '\n16:9 · ≈ $'],
    ['a style', 'preview', 'process_style_select', choose('Neon'), '💡 Neon · 2 of 2 · for ME'],
    ['🗑️', 'preview', 'card_delete', remove, null],
    ['Try again', 'preview, failed', 'generation_try_again', press, 'a cat\n2 of 2 · for ME'],
    ['⬅️', 'result', 'style_nav_left', press, 'a cat\nOriginal · 1 of 3'],
    ['➡️', 'result', 'style_nav_right', press, ' · 3 of 3'],
    ['Process Prompt', 'result', 'style_process_prompt', press, 'a cat\n4 of 4 · for ME'],
    ['Edit Prompt', 'result', 'style_edit_prompt', DOG, '(press **Process Prompt**): a dog'],
    ['Again', 'result', 'style_again', press, 'a cat\n4 of 4 · for ME'],
    ['Vary', 'result', 'style_vary', press, '🎛️ Variation · 4 of 4 · for ME'],
    ['Vary for 4', 'result', 'style_vary', four, '🎛️ Variation · 4 pictures · 4–7 of 7 · for ME'],
    ['Settings', 'result', 'card_settings', WIDE, '⚙️ Next: 16:9'],
    ['a style', 'result', 'style_options_select', choose('Neon'), '💡 Neon · 4 of 4 · for ME'],
    ['⭐', 'result', 'card_keep', press, '⭐ kept'],
    ['🗑️', 'result', 'card_delete', remove, null],
    ['Go to…', 'result', 'style_go_to', choose('2'), ' · 3 of 3'],
    ['Try again', 'result, failed', 'generation_try_again', press, 'a cat\n4 of 4 · for ME'],
  ] as const
).map(([name, on, component, use, says]) => ({ name, on, component, use, says }));
