import { change, drawSvg, type Canvas } from '../canvas.js';
import { contrast } from '../tones.js';
import { between, type Random } from '../random.js';
import type { Reading } from '../words/reading.js';
import { HINTS } from '../words/settings-of-words.js';
import { arrange } from './arrange.js';
import type { Frame } from './frame.js';
import { grouped } from './groups.js';
import { withImplied } from './habitats.js';
import { WHOLE } from './icon-shapes.js';
import { LIGHTS } from './lights.js';
import { piecesOf } from './pieces.js';
import { placedIcons } from './placed-icons.js';
import { inSky, shapesOf, unitOf } from './sketch.js';
import { clouds, stars } from './sky.js';
import { aurora, weatherOver } from './weather.js';

/** How large things are on a photo, of what they would be in a scene of their own. */
const ON_PHOTO = 0.62;
const STANDING = 0.95;

/** Gives photos the light that a prompt names, and adds the things that it names. */
export async function retouch(
  photo: Canvas,
  prompt: string,
  reading: Reading,
  random: Random,
): Promise<Canvas> {
  const { light, weather, season } = withImplied(reading.hint);
  const tones = LIGHTS[light ?? 'day'];
  const { width, height } = photo;
  const unit = unitOf(photo);
  const frame: Frame = { width, height, unit, random, tones, season: season ?? 'summer' };
  const wanted = toneOf(prompt);
  const isAsked = light !== undefined || wanted !== undefined;
  const inItsLight = light === undefined ? photo : await inLight(photo, frame);
  const inItsTone = wanted === undefined ? inItsLight : await tone(inItsLight, wanted);
  const toned = isAsked ? inItsTone : await balanced(photo, random);
  const { groups, skyThings } = grouped(reading);
  const shapes = await shapesOf(reading.subjects);
  const shape = (icon: string) => shapes.get(icon) ?? WHOLE;
  const pieces = groups.map((group) => piecesOf(group, shape, random));
  const icons = pieces.length === 0 ? [] : arrange(frame, pieces, STANDING, ON_PHOTO);
  const above = inSky(frame, skyThings, shape);
  const added = [
    weather === 'aurora' ? aurora(frame) : '',
    weather === 'stars' || light === 'night' ? stars(frame, 0.4, 60) : '',
    weather === 'clouds' ? clouds(frame, true) : '',
    placedIcons(above, { ambient: tones.ambient, onThings: 0 }),
    placedIcons(icons, tones),
    weatherOver(frame, weather ?? (season === 'winter' ? 'snow' : undefined)),
  ].join('');
  return added === '' ? toned : await drawSvg(toned, added);
}

/** The colors of a time of day over a photo: from above, and on everything. */
async function inLight(photo: Canvas, { tones }: Frame): Promise<Canvas> {
  const dimmed = tones.isDark
    ? await change(photo, (image) => image.modulate({ brightness: 0.62, saturation: 0.8 }))
    : photo;
  const [top, middle] = tones.sky;
  const veil = `<defs><linearGradient id="veil" x2="0" y2="1"><stop stop-color="${top}" stop-opacity=".8"/><stop offset="1" stop-color="${middle}" stop-opacity=".55"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#veil)"/>`;
  const glazed = await drawSvg(dimmed, veil, 'soft-light');
  const ambient = `<rect width="100%" height="100%" fill="${tones.ambient}" fill-opacity="${tones.strength * 0.6}"/>`;
  return await drawSvg(glazed, ambient);
}

type Tone = 'warm' | 'cool' | 'vivid' | 'soft' | 'bright' | 'dark' | 'gray' | 'crisp';

const TONE_WORDS: readonly (readonly [Tone, RegExp])[] = [
  ['gray', /\b(black and white|black & white|monochrome|grayscale|greyscale)\b/i],
  ['warm', /\b(warm|warmer|cozy|cosy|sepia)\b/i],
  ['cool', /\b(cold|colder|cool|cooler|blueish|icy)\b/i],
  ['vivid', /\b(vivid|colou?rful|saturated|vibrant|pop)\b/i],
  ['soft', /\b(soft|softer|dreamy|faded|gentle)\b/i],
  ['bright', /\b(bright|brighter|lighter|it light)\b/i],
  ['dark', /\b(darker|moody|dramatic)\b/i],
  ['crisp', /\b(sharp|sharper|crisp|contrast)\b/i],
];

/** "A bright day" is a light, and no tone as well. */
const LIGHT_WORDS = new RegExp(
  `\\b(${[...HINTS]
    .flatMap(([phrase, { light }]) => (light === undefined ? [] : [phrase]))
    .toSorted((a, b) => b.length - a.length)
    .join('|')})\\b`,
  'gi',
);

/** The tone that the words ask for, beside the light. */
function toneOf(prompt: string): Tone | undefined {
  const others = prompt.replaceAll(LIGHT_WORDS, '');
  return TONE_WORDS.find(([, words]) => words.test(others))?.[0];
}

/** Another balance of the colors, for a prompt that says nothing about them. */
async function balanced(photo: Canvas, random: Random): Promise<Canvas> {
  const angle = random() * 2 * Math.PI;
  const factors = [0, 2, 4].map((third) => 1.03 + 0.15 * Math.cos(angle + (third * Math.PI) / 3));
  const lift = between(random, -12, 12);
  return await change(photo, (image) => image.linear(factors, [lift, lift, lift]));
}

async function tone(photo: Canvas, wanted: Tone): Promise<Canvas> {
  switch (wanted) {
    case 'warm':
      return await change(photo, (image) => image.linear([1.1, 1.01, 0.84], [6, 2, -4]));
    case 'cool':
      return await change(photo, (image) => image.linear([0.86, 0.99, 1.12], [-4, 1, 8]));
    case 'vivid':
      return await change(photo, (image) => image.modulate({ saturation: 1.5 }));
    case 'soft':
      return await change(photo, (image) => image.linear(0.78, 46).modulate({ saturation: 0.85 }));
    case 'bright':
      return await change(photo, (image) => image.modulate({ brightness: 1.22 }));
    case 'dark':
      return await change(photo, (image) => image.modulate({ brightness: 0.66 }));
    case 'gray':
      return await change(photo, (image) => image.greyscale());
    case 'crisp':
      return await contrast(photo, 1.3);
  }
}
