/*
 * What people read on cards. All that this folder says is in `words/`. What a person or a model
 * wrote comes in as it is to be shown: clipped, and escaped where it must be.
 */

/** What stands on the buttons. */
export const BUTTONS = {
  process: { label: 'Process Prompt', emoji: { name: '✨' } },
  editPrompt: { label: 'Edit Prompt', emoji: { name: '✏️' } },
  settings: { label: 'Settings', emoji: { name: '⚙️' } },
  cancel: { label: 'Cancel', emoji: { name: '🛑' } },
  tryAgain: { label: 'Try again', emoji: { name: '🔁' } },
  again: { label: 'Again', emoji: { name: '🔁' } },
  vary: { label: 'Vary', emoji: { name: '🎛️' } },
  refresh: { label: 'Refresh', emoji: { name: '🔄' } },
  left: { emoji: { name: '⬅️' } },
  right: { emoji: { name: '➡️' } },
  keep: { emoji: { name: '⭐' } },
  delete: { emoji: { name: '🗑️' } },
  makeOwn: { label: 'Make my own', emoji: { name: '🍌' } },
} as const;

/** What the selects of a card say. */
export const PLACEHOLDERS = {
  style: 'Apply a style…',
  goTo: 'Go to…',
} as const;

/** @param base what a style would apply to. */
export function applyStyleTo(base: string): string {
  return `Apply a style to ${base}…`;
}

/** What a style can apply to. */
export const STYLE_BASES = { prompt: 'your prompt', original: 'the original' } as const;

export function thisOutput(name: string): string {
  return `this ${name}`;
}

/** @param cents rounded up. */
export function expected(cents: number): string {
  return `≈ $${(cents / 100).toFixed(2)}`;
}

/** @param dollars with three digits behind the point, which tell small pictures apart. */
export function paid(dollars: number): string {
  return `$${dollars.toFixed(3)}`;
}

export const KEPT = '⭐ kept';
export const NO_PROMPT = 'Without a prompt';

export function pictures(count: number): string {
  return count === 1 ? '1 picture' : `${count === 0 ? 'no' : count} pictures`;
}

/** The title of a card that has no prompt. */
export function titleWithoutPrompt(pictureCount: number): string {
  if (pictureCount === 0) return 'Your request';
  return pictureCount === 1 ? 'From your picture' : `From your ${pictureCount} pictures`;
}

/**
 * What the preview says that it makes a picture from; the title says it where there is no prompt.
 */
export function madeFrom(hasPrompt: boolean, pictureCount: number): string {
  if (!hasPrompt) return NO_PROMPT;
  return pictureCount === 0 ? 'From your words' : `From your words and ${pictures(pictureCount)}`;
}

export function forPerson(personId: string): string {
  return `for <@${personId}>`;
}

/** What outputs are called that are more than their prompt. */
export const OUTPUT_NAMES = {
  original: { emoji: null, name: 'Original' },
  styled: { emoji: '🎨', name: 'Styled' },
  variation: { emoji: '🎛️', name: 'Variation' },
} as const;

/** What another output is called within a sentence. */
export const ANY_OUTPUT = 'picture';

export const NO_OUTPUT = 'No picture yet';

export function outputOf(number: number, count: number): string {
  return `${number} of ${count}`;
}

export function outputsOf(numbers: readonly number[], count: number): string {
  return `${numbers[0]}–${numbers.at(-1)} of ${count}`;
}

export const MODEL_SAYS = 'The model says';
export const PLEASE_NOTE = 'Please note';

/** The thinking level among the settings in small words. */
export function thinking(level: string): string {
  return `${level} thinking`;
}

/** @param link leads to the card that this one goes on from. */
export function cameFrom(link: string): string {
  return `↩️ From [another card](${link})`;
}

/** @param links lead to the cards that go on from this one. */
export function goneOnIn(links: readonly string[]): string {
  const cards = links.map((link, n) => `[${n === 0 ? 'one card' : 'another'}](${link})`);
  return `↪️ Continued in ${cards.join(', ')}`;
}

/** @param link leads to where the card is now; null: nobody knows. */
export function cardIsElsewhere(link: string | null): string {
  const words = '➡️ This card was brought to another place, and its buttons work there';
  return link === null ? `${words}.` : `${words}: ${link}`;
}

/** What a card says in place of the parts that were left out. */
export const LEFT_OUT = {
  words: 'Discord does not let me show the words of this card here, so I left them out.',
  picture:
    'Discord does not let me show the picture of this card here, so I left it out. It is kept.',
  size: 'My connection to Discord is too slow for the whole picture, so this is a smaller copy. The whole one is kept.',
} as const;

/** The title in place of a person's words. */
export const NEUTRAL_TITLE = 'Your pictures';
