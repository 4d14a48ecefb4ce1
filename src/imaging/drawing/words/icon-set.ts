import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { z } from 'zod';

const require = createRequire(import.meta.url);
const ICONS = '@iconify-json/fluent-emoji-flat';

const ICONS_FILE = z.object({
  icons: z.record(z.string(), z.object({ body: z.string() })),
  /** Other names of icons. */
  aliases: z.record(z.string(), z.object({ parent: z.string() })),
});
const CHARS_FILE = z.record(z.string(), z.string());
const METADATA_FILE = z.object({ categories: z.record(z.string(), z.array(z.string())) });
const KEYWORDS_FILE = z.record(z.string(), z.array(z.string()));

/** Icons are drawn in a square of this side. */
export const ICON_SIDE = 32;

/** One emoji: its picture in the icon set, and the words for it in the keyword set. */
export interface Emoji {
  readonly character: string;
  /** The name of its icon, for example `hot-beverage`. */
  readonly icon: string;
  /** For example `Animals & Nature`. */
  readonly category: string;
  /** For example `hot beverage`. */
  readonly name: string;
  /** Other words for it, the closest first. */
  readonly keywords: readonly string[];
}

/** Every emoji that has an icon, in the order of the keyword set. */
export function readEmoji(): readonly Emoji[] {
  const chars = CHARS_FILE.parse(json(`${ICONS}/chars.json`));
  const categories = new Map(
    Object.entries(METADATA_FILE.parse(json(`${ICONS}/metadata.json`)).categories).flatMap(
      ([category, icons]) => icons.map((icon) => [icon, category] as const),
    ),
  );
  const keywords = KEYWORDS_FILE.parse(json('emojilib'));
  return Object.entries(keywords).flatMap(([character, [name = '', ...others]]) => {
    const code = codeOf(character);
    const icon = chars[code] ?? chars[code.replaceAll('-fe0f', '')];
    if (icon === undefined) return [];
    const category = categories.get(icon) ?? '';
    return [{ character, icon, category, name: spaced(name), keywords: others.map(spaced) }];
  });
}

/** The SVG elements of icons by their names. Nine megabytes are read, so it is done once. */
export function readIcons(): ReadonlyMap<string, string> {
  // Two thirds are people in five colors of skin, which no keyword leads to.
  const named = new Set(readEmoji().map(({ icon }) => icon));
  const { icons, aliases } = ICONS_FILE.parse(json(`${ICONS}/icons.json`));
  const bodies = Object.entries(icons).map(([name, { body }]) => [name, body] as const);
  const others = Object.entries(aliases).map(
    ([name, { parent }]) => [name, icons[parent]?.body ?? ''] as const,
  );
  return new Map([...bodies, ...others].filter(([name]) => named.has(name)));
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(require.resolve(file), 'utf8'));
}

function codeOf(character: string): string {
  return Array.from(character, (letter) => letter.codePointAt(0)?.toString(16)).join('-');
}

function spaced(keyword: string): string {
  return keyword.replaceAll(/[_-]/g, ' ').trim().toLowerCase();
}
