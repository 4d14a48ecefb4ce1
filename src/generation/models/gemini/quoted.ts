/** The part of the model's words that a message quotes. */
const MAX_CHARACTERS = 300;

/** Words of the model in one line, shortened where they are long. */
export function quoted(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  if (characters.length <= MAX_CHARACTERS) return characters.join('');
  return `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}
