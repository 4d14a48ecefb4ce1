import { fileURLToPath } from 'node:url';

import sharp from 'sharp';

/** Pixels of the picture and of its parts. */
const [TILE_WIDTH, TILE_HEIGHT, LABEL_HEIGHT, GAP] = [304, 228, 34, 10];
const COLUMNS = 5;
const [GROUND, INK] = ['#ffffff', '#24292f'];
const FONT_FILE = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));

/** A built module of the project. */
const load = (path) => import(`../../../../dist/src/${path}.js`);

/** Draws one sample photo in every style, through the offline model's own drawing, as `styles.webp`. */
export async function takeStyles(photoName) {
  const { drawPicture } = await load('imaging/drawing/draw-picture');
  const { STYLES } = await load('interactions/styles');
  const { SamplePhotos } = await load('playground/sample-photos');
  const samples = new SamplePhotos();
  const { width, height } = samples.list.find(({ name }) => name === photoName);
  const photo = { bytes: samples.bytesOf(photoName), mediaType: 'image/png', width, height };

  const parts = [];
  for (const [index, { key, name }] of STYLES.entries()) {
    const left = GAP + (index % COLUMNS) * (TILE_WIDTH + GAP);
    const top = GAP + Math.floor(index / COLUMNS) * (TILE_HEIGHT + LABEL_HEIGHT + GAP);
    const { bytes } = await drawPicture({ prompt: '', pictures: [photo], styleKey: key });
    const tile = sharp(bytes).resize(TILE_WIDTH, TILE_HEIGHT, { fit: 'cover' });
    const label = await labelOf(name);
    const { width: labelWidth, height: labelHeight } = await sharp(label).metadata();
    parts.push(
      { input: await tile.png().toBuffer(), left, top },
      {
        input: label,
        left: left + Math.round((TILE_WIDTH - labelWidth) / 2),
        top: top + TILE_HEIGHT + Math.round((LABEL_HEIGHT - labelHeight) / 2),
      },
    );
  }
  const rows = Math.ceil(STYLES.length / COLUMNS);
  const sheet = {
    width: GAP + COLUMNS * (TILE_WIDTH + GAP),
    height: GAP + rows * (TILE_HEIGHT + LABEL_HEIGHT + GAP),
  };
  await sharp({ create: { ...sheet, channels: 3, background: GROUND } })
    .composite(parts)
    .webp({ quality: 82 })
    .toFile('docs/images/styles.webp');
}

/** A name in one line; tall letters that nobody sees give all of them the same height. */
async function labelOf(name) {
  const unseen = `<span foreground="${GROUND}">Ág</span>`;
  const text = `${unseen}<span foreground="${INK}">${name}</span>${unseen}`;
  const font = 'DejaVu Sans Bold 12';
  return sharp({ text: { text, font, fontfile: FONT_FILE, dpi: 96, rgba: true } })
    .png()
    .toBuffer();
}
