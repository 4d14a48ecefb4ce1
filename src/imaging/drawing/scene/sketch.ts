import { svgCanvas, type Canvas } from '../canvas.js';
import { between, type Random } from '../random.js';
import type { Reading, Subject } from '../words/reading.js';
import { arrange, type PlacedIcon } from './arrange.js';
import { turned } from './color.js';
import type { Frame } from './frame.js';
import { grouped } from './groups.js';
import { settingOf } from './habitats.js';
import { DISCS } from './icon-kinds.js';
import { shapeOf, WHOLE, type IconShape } from './icon-shapes.js';
import { LIGHTS, type LightTones } from './lights.js';
import { piecesOf, type Shapes } from './pieces.js';
import { placedIcons } from './placed-icons.js';
import { PLACES } from './places.js';
import { sky } from './sky.js';
import { aurora, weatherOver } from './weather.js';

/** Pixels of a drawing. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws what a prompt names, in the place and the light that it names. */
export async function sketch(reading: Reading, size: Size, random: Random): Promise<Canvas> {
  const { place, light, weather, season } = settingOf(reading);
  const tones = shifted(LIGHTS[light ?? 'day'], random);
  const frame: Frame = { ...size, unit: unitOf(size), random, tones, season: season ?? 'summer' };
  const { groups, skyThings } = grouped(reading);
  const shapes = await shapesOf(reading.subjects);
  const shape = (icon: string): IconShape => shapes.get(icon) ?? WHOLE;
  const behindAll = sky(frame, {
    stars: weather === 'stars' || weather === 'aurora',
    clouds: weather === 'clouds',
    disc: !reading.subjects.some(({ icon }) => DISCS.has(icon)),
  });
  const ground = PLACES[place](frame);
  const pieces = groups.map((group) => piecesOf(group, shape, random));
  const icons = pieces.length === 0 ? [] : arrange(frame, pieces, ground.standing);
  const above = inSky(frame, skyThings, shape);
  return await svgCanvas(
    size,
    [
      behindAll,
      weather === 'aurora' ? aurora(frame) : '',
      placedIcons(above, { ambient: tones.ambient, onThings: 0 }),
      ground.behind,
      placedIcons(icons, tones),
      ground.before,
      weatherOver(
        frame,
        season === 'winter' && place === 'snow' && weather === undefined ? 'snow' : weather,
      ),
    ].join(''),
  );
}

/** A length by which things look the same in frames of every shape. */
export function unitOf({ width, height }: Size): number {
  return Math.min(Math.sqrt(width * height) / 100, (Math.min(width, height) / 100) * 1.35);
}

export async function shapesOf(
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, IconShape>> {
  const shapes = new Map<string, IconShape>();
  for (const { icon } of subjects) shapes.set(icon, await shapeOf(icon));
  return shapes;
}

/** Things in the sky: one or two in its corners, more of them all over its width. */
export function inSky(
  { width, height, unit, random }: Frame,
  things: readonly Subject[],
  shape: Shapes,
): PlacedIcon[] {
  const each = things.flatMap((subject) => Array.from({ length: subject.count }, () => subject));
  return each.map((subject, index) => {
    const corner = index % 2 === 0 ? between(random, 0.74, 0.86) : between(random, 0.14, 0.26);
    const share = each.length <= 2 ? corner : (index + between(random, 0.4, 0.6)) / each.length;
    const size = 19 * unit * subject.size * Math.min(1, 3 / each.length);
    const piece = {
      subject,
      shape: shape(subject.icon),
      x: 0,
      y: 0,
      size,
      isFlipped: false,
      isOnGround: false,
    };
    const top = each.length <= 2 ? 0.07 : between(random, 0.03, 0.14);
    return { piece, x: share * width, y: top * height + size, size, hasShadow: false };
  });
}

/** No two prompts have quite the same sky. */
function shifted(tones: LightTones, random: Random): LightTones {
  const degrees = between(random, -9, 9);
  const [top, middle, low] = tones.sky;
  return { ...tones, sky: [turned(top, degrees), turned(middle, degrees), turned(low, degrees)] };
}
