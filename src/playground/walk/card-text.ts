import type { SeenMessage } from '../../sandbox/client/seen-message.js';

const WIDTH = 88;

/** A card as lines of text: what a person sees of it, with the picture's name. */
export function cardText(card: SeenMessage): string[] {
  const inline = card.fields.filter(({ inline: isInline }) => isInline);
  const others = card.fields.filter(({ inline: isInline }) => !isInline);
  return [
    `┌ ${card.title ?? card.content}`,
    ...(card.description ?? '').split('\n').flatMap(wrapped),
    ...(inline.length > 0
      ? [inline.map(({ name, value }) => `${name}: ${value}`).join(' · ')]
      : []),
    ...others.flatMap(({ name, value }) => wrapped(`${name}: ${value}`)),
    `picture: ${card.pictureName ?? 'none'}`,
    card.buttons.map(buttonText).join(' '),
    ...card.selects.map(({ placeholder, options }) => `[${placeholder} ${options.length} choices]`),
    `└ ${card.footer ?? ''}`,
  ].map((line, n, lines) => (n === 0 || n === lines.length - 1 ? line : `│ ${line}`));
}

function buttonText({ emoji, label, disabled }: SeenMessage['buttons'][number]): string {
  const text = [...new Set([emoji, label])].filter(Boolean).join(' ');
  return disabled ? `(${text})` : `[${text}]`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
