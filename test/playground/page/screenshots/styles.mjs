/** The picture of all styles on one photo: a grid with their names, for the README. */
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import sharp from 'sharp';

import { ImageProcessor } from '../../../../dist/src/imaging/image-processor.js';
import { ImagingPool } from '../../../../dist/src/imaging/pool/imaging-pool.js';
import { AUTOMATIC_SETTINGS } from '../../../../dist/src/interactions/settings.js';
import { STYLES, styledPrompt } from '../../../../dist/src/interactions/styles.js';
import { OfflineModel } from '../../../../dist/src/generation/models/offline/offline-model.js';

const PHOTO = 'dist/page/samples/balloons.png';
const OUT = 'docs/images/styles.webp';
const COLUMNS = 5;
/** Pixels of one picture, its name below it, and the space around both. */
const WIDTH = 264;
const HEIGHT = 176;
const NAME = 30;
const GAP = 12;
const [BACKGROUND, INK] = ['#1e2026', '#f6f7f9'];
// A package, because a bare machine has no fonts.
const FONT_FILE = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));

/** The photo in one style, as the offline model makes it. */
async function inStyle(model, photo, style) {
  const request = {
    prompt: styledPrompt(style, { prompt: '', hasPictures: true }),
    pictures: [photo],
    styleKey: style.key,
    settings: AUTOMATIC_SETTINGS,
    personId: 'readme',
  };
  const { picture } = await model.generate(request, new AbortController().signal);
  return sharp(picture.bytes).resize(WIDTH, HEIGHT, { fit: 'cover' }).png().toBuffer();
}

/** A name in one line; tall letters that nobody sees give all names the same height. */
async function nameOf({ name }) {
  const unseen = `<span foreground="${BACKGROUND}">Ág</span>`;
  const text = `${unseen}<span foreground="${INK}">${name}</span>${unseen}`;
  const label = sharp({
    text: { text, font: 'DejaVu Sans Bold 11', fontfile: FONT_FILE, dpi: 96, rgba: true },
  });
  const { data, info } = await label.png().toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

/** The layers of one field of the grid. */
async function field(model, photo, style, n) {
  const left = GAP + (n % COLUMNS) * (WIDTH + GAP);
  const top = GAP + Math.floor(n / COLUMNS) * (HEIGHT + NAME + GAP);
  const name = await nameOf(style);
  return [
    { input: await inStyle(model, photo, style), left, top },
    {
      input: name.input,
      left: left + Math.round((WIDTH - name.width) / 2),
      top: top + HEIGHT + Math.round((NAME - name.height) / 2),
    },
  ];
}

/** Makes the picture with the real code and the model that needs no network. */
export async function takeStyles() {
  const imaging = new ImageProcessor(new ImagingPool());
  const model = new OfflineModel(imaging);
  const photo = await imaging.inspect(await readFile(PHOTO));
  const layers = [];
  for (const [n, style] of STYLES.entries()) layers.push(...(await field(model, photo, style, n)));
  const rows = Math.ceil(STYLES.length / COLUMNS);
  const size = {
    width: GAP + COLUMNS * (WIDTH + GAP),
    height: GAP + rows * (HEIGHT + NAME + GAP),
  };
  const bytes = await sharp({ create: { ...size, channels: 3, background: BACKGROUND } })
    .composite(layers)
    .webp({ quality: 82, effort: 6 })
    .toBuffer();
  await writeFile(OUT, bytes);
  process.stdout.write(`${OUT} ${Math.round(bytes.byteLength / 1024)} KiB\n`);
}
