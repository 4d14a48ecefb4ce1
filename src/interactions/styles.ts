import { promptIn } from './prompt.js';
import { STYLE_WORDINGS } from './style-wordings.js';
import type { StyleWordings } from './style-wordings.js';

/** The stable name of a style in custom ids, select values and stored interactions. */
export type StyleKey = keyof typeof STYLE_WORDINGS;

/** One template of the style select. */
export interface Style {
  readonly key: StyleKey;
  /** The label people see. */
  readonly name: string;
  /** One plain Unicode emoji, as a select option needs it. */
  readonly emoji: string;
  /** At most 100 characters, Discord's limit for a select option. */
  readonly description: string;
  readonly wordings: StyleWordings;
}

/** All styles in the order of the select: 25, the maximum of a Discord select. */
export const STYLES: readonly Style[] = [
  style('sticker', 'Sticker', '🏷️', 'Die-cut sticker with bold outlines and a white border'),
  style('pixel_art', 'Pixel Art', '👾', '8-bit look: coarse pixels and a handful of colors'),
  style('pixel_art_16', 'Pixel Art 16-bit', '🕹️', 'Sprites and dithering of the 16-bit era'),
  style('pixel_art_32', 'Pixel Art 32-bit', '🎮', 'Fine pixels, smooth color ramps, soft light'),
  style('watercolor', 'Watercolor', '💧', 'Transparent washes bleeding into white paper'),
  style('oil_painting', 'Oil Painting', '🖌️', 'Thick brushstrokes and warm depth on canvas'),
  style('sketch', 'Sketch', '✏️', 'Graphite lines and hatching on white paper'),
  style('neon', 'Neon', '💡', 'Glowing tubes of light against the night'),
  style('vintage', 'Vintage', '🎞️', 'A faded sepia print from long ago'),
  style('cartoon', 'Cartoon', '🎈', 'Thick ink outlines and bright flat colors'),
  style('photorealistic', 'Photorealistic', '📷', 'Like a sharp photograph in natural light'),
  style('abstract', 'Abstract', '🌀', 'Shapes, rhythm and color instead of objects'),
  style('minimalist', 'Minimalist', '⚪', 'Few shapes, few colors, much empty space'),
  style('gothic', 'Gothic', '🦇', 'Pointed arches, moonlight and heavy shadow'),
  style('anime_manga', 'Anime/Manga', '🌸', 'Clean lines, cel shading, luminous backgrounds'),
  style('steampunk', 'Steampunk', '⚙️', 'Brass, copper, gauges and drifting steam'),
  style('cyberpunk', 'Cyberpunk', '🤖', 'A rainy future night in teal and magenta'),
  style('art_deco', 'Art Deco', '🏛️', 'Gold geometry and sunbursts of the 1920s'),
  style('pop_art', 'Pop Art', '🥫', 'Loud colors and halftone dots of the 1960s'),
  style('impressionist', 'Impressionist', '🌻', 'Broken strokes of color and shimmering light'),
  style('surreal', 'Surreal', '🌙', 'A precise dream with melting, floating things'),
  style('film_noir', 'Film Noir', '🕵️', 'Grainy black and white with hard shadows'),
  style('graffiti', 'Graffiti', '🧱', 'Spray paint, fades and drips on a brick wall'),
  style('paper_cut', 'Paper Cut', '✂️', 'Layers of cut paper with soft shadows between'),
  style('stained_glass', 'Stained Glass', '⛪', 'Glowing panes held by dark lead lines'),
];

const STYLES_BY_KEY: ReadonlyMap<string, Style> = new Map(STYLES.map((each) => [each.key, each]));

/** The style with this key; undefined for any other text. */
export function styleByKey(key: string): Style | undefined {
  return STYLES_BY_KEY.get(key);
}

/** The style that a text names, by its key or by its label; undefined for any other text. */
export function styleNamed(text: string): Style | undefined {
  const typed = text.trim().toLowerCase();
  return styleByKey(typed) ?? STYLES.find(({ name }) => name.toLowerCase() === typed);
}

/**
 * The complete wording for an image model: for text only, images only, or both. A prompt that is
 * only white space counts as none. The prompt is inserted literally, so `{prompt}` or `$&` in it
 * have no meaning.
 */
export function styledPrompt(
  chosen: Style,
  given: { readonly prompt: string; readonly hasPictures: boolean },
): string {
  const prompt = promptIn(given.prompt);
  if (!given.hasPictures) return withPrompt(chosen.wordings.text, prompt);
  return prompt === '' ? chosen.wordings.images : withPrompt(chosen.wordings.both, prompt);
}

function withPrompt(wording: string, prompt: string): string {
  return wording.split('{prompt}').join(prompt);
}

function style(key: StyleKey, name: string, emoji: string, description: string): Style {
  return { key, name, emoji, description, wordings: STYLE_WORDINGS[key] };
}
