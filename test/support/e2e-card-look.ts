import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';

/** What every card says that waits for its first confirmation. */
export const CONFIRMATION = 'Ready. Press **Process Prompt**, or pick a style.';

type Said = Pick<SeenMessage, 'description'>;

/** Everything of a card that a person can see, picture bytes and custom ids included. */
export function lookOf(card: SeenMessage): object {
  const { content, embeds, attachments, components } = card.message;
  return structuredClone({
    content,
    embeds,
    components,
    attachments: attachments.map(({ id, filename, bytes }) => ({
      id,
      filename,
      bytes: Buffer.from(bytes).toString('base64'),
    })),
  });
}

/** What a card says of a picture that somebody has cancelled. */
export function cancelledBy({ id }: { readonly id: string }): string {
  return `🛑 Cancelled by <@${id}>`;
}

/**
 * Where a result is in its list: "2 of 3", or "2–5 of 5" of a contact sheet; undefined on any other
 * card.
 */
export function placeOf({ description }: Said): string | undefined {
  const parts = (description ?? '').split('\n').flatMap((line) => line.split(' · '));
  return parts.find((part) => /^\d+(?:–\d+)? of \d+$/.test(part));
}

/** The line in which a card says how far its generation is, or what came of it. */
export function statusOf({ description }: Said): string | undefined {
  return (description ?? '').split('\n').find((line) => /^(?:Ready\.|⏳|🍌|🔁|🛑|⚠️)/u.test(line));
}

/** The prompt that Process Prompt would use, where it did not make what the card shows. */
export function nextPromptOf({ description }: Said): string | undefined {
  return lineAfter(description, '✏️ Next prompt (press **Process Prompt**): ');
}

/** The sentence in which a card says why a generation brought no picture. */
export function failureIn({ description }: Said): string | undefined {
  return lineAfter(description, '⚠️ No picture this time: ');
}

function lineAfter(description: string | undefined, beginning: string): string | undefined {
  const text = description ?? '';
  const start = text.startsWith(beginning) ? 0 : text.indexOf(`\n${beginning}`) + 1;
  if (!text.startsWith(beginning, start)) return undefined;
  return text.slice(start + beginning.length).split('\n', 1)[0];
}

/** Waits until the card says that there is no picture, and gives its sentence. */
export async function failureOn(card: SeenMessage): Promise<string> {
  await card.changed(() => failureIn(card) !== undefined);
  return failureIn(card) ?? '';
}

/** The interaction id in a card's footer. */
export function interactionIdOf(card: SeenMessage): string {
  return card.footer?.split('Persistent Session ID: ')[1] ?? '';
}

/** What a preview says that it makes a picture from, and the number of pictures among that. */
export function requestOf({ title, description }: Said & Pick<SeenMessage, 'title'>): {
  from: string;
  pictures: number;
} {
  const [line = ''] = (description ?? '').split(/ · |\n/, 1);
  const from = line === 'Without a prompt' ? (title ?? '') : line;
  const [found, count = 1] = /(?:(\d+) )?pictures?$/.exec(from) ?? [];
  return { from, pictures: found === undefined ? 0 : Number(count) };
}

/** The names of a card's buttons and selects, in reading order. */
export function componentsOf({ buttons, selects }: SeenMessage): string[] {
  return [...buttons, ...selects].map(({ customId }) => customId.split(':', 1).join());
}

/** The components of every result with three outputs or more that waits for nothing. */
export const RESULT_COMPONENTS = [
  'style_nav_left',
  'style_nav_right',
  'style_process_prompt',
  'style_edit_prompt',
  'style_again',
  'style_vary',
  'card_settings',
  'card_keep',
  'card_delete',
  'style_options_select',
  'style_go_to',
];

/** The components of every preview that waits for nothing. */
export const PREVIEW_COMPONENTS = [
  'process_request_button',
  'process_edit_prompt',
  'card_settings',
  'card_delete',
  'process_style_select',
];
