import sharp from 'sharp';
import type { Sharp } from 'sharp';

import type { Picture, PictureMediaType } from '../../src/imaging/picture.js';

/** A color as `[red, green, blue]`, 0–255. */
export type Rgb = readonly [number, number, number];

/** Four quadrants of one color each, in reading order, so that turning and mirroring show. */
export const QUADRANTS: readonly [Rgb, Rgb, Rgb, Rgb] = [
  [220, 40, 40],
  [40, 200, 60],
  [40, 60, 220],
  [240, 220, 60],
];

/** An unencoded picture of four quadrants. */
export function quadrants(width = 320, height = 200): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const color = QUADRANTS[(y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0)]!;
      pixels.set(color, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * A landscape with sun, hills, a lake and a house: smooth areas, edges and texture, as a photo has.
 */
export function photo(width = 800, height = 600): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="${width}" height="${height}" preserveAspectRatio="none">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#3f7fc4"/><stop offset="1" stop-color="#f6d7a8"/></linearGradient>
    <linearGradient id="lake" x2="0" y2="1"><stop stop-color="#7fb0c9"/><stop offset="1" stop-color="#22506e"/></linearGradient>
    <radialGradient id="sun"><stop stop-color="#fffbe0"/><stop offset=".4" stop-color="#ffe680"/><stop offset="1" stop-color="#ffe680" stop-opacity="0"/></radialGradient></defs>
    <rect width="800" height="600" fill="url(#sky)"/><circle cx="600" cy="150" r="120" fill="url(#sun)"/>
    <path d="M0 330 L140 190 L240 290 L380 150 L520 310 L640 240 L800 340 V420 H0Z" fill="#5b6b86"/>
    <path d="M380 150 L345 185 L372 200 L395 185 L415 200 L418 192Z" fill="#f2f5fa"/>
    <path d="M0 370 Q200 300 420 380 T800 350 V450 H0Z" fill="#4f8a4a"/>
    <rect y="430" width="800" height="170" fill="url(#lake)"/>
    <path d="M0 600 V480 Q150 430 330 520 L380 600Z" fill="#39662f"/>
    <rect x="120" y="360" width="150" height="110" fill="#b5513a"/><path d="M105 365 L195 290 L285 365Z" fill="#6d2f24"/>
    <rect x="180" y="410" width="34" height="60" fill="#3b2219"/><rect x="135" y="385" width="30" height="28" fill="#ffe9a8"/><rect x="228" y="385" width="30" height="28" fill="#ffe9a8"/>
    <g fill="#2f5a30"><circle cx="330" cy="400" r="46"/><circle cx="365" cy="420" r="36"/></g><rect x="335" y="430" width="16" height="60" fill="#4a3020"/>
    <g fill="#e9edf2" opacity=".85"><ellipse cx="190" cy="90" rx="90" ry="24"/><ellipse cx="240" cy="74" rx="60" ry="26"/></g></svg>`;
  const texture = {
    create: {
      width,
      height,
      channels: 3 as const,
      background: '#808080',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 12 },
    },
  };
  return sharp(Buffer.from(svg))
    .flatten()
    .composite([{ input: texture, blend: 'soft-light' }]);
}

/** Pixels of chance: hardly compressible. */
export function noise(width: number, height: number): Sharp {
  const size = { width, height, channels: 3 as const, background: '#808080' };
  return sharp({
    create: { ...size, noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } },
  });
}

/** A disc on transparency. */
export function cutOut(side = 200): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><circle cx="50%" cy="50%" r="40%" fill="#c03a2b"/></svg>`;
  return sharp(Buffer.from(svg));
}

/**
 * A JPEG as a phone writes it: turned by an EXIF orientation (1–8), with position, maker and XMP.
 */
export async function phoneJpeg(
  orientation: number,
  upright: Sharp = quadrants(),
): Promise<Buffer> {
  return await upright
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .withExif({
      IFD0: { Make: 'SecretMaker', Artist: 'SecretArtist' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 18/1',
      },
    })
    .withXmp(
      '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="SecretXmp"/></rdf:RDF></x:xmpmeta>',
    )
    .withMetadata({ orientation })
    .toBuffer();
}

/** A GIF of several frames, each of one color. */
export async function animatedGif(colors: readonly Rgb[], side = 64): Promise<Buffer> {
  const frames = colors.map((color) => solid(color, side, side).png().toBuffer());
  return await sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer();
}

/** One color. */
export function solid([r, g, b]: Rgb, width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
}

/** A small PNG that claims and holds this many pixels, all alike. */
export async function bombPng(width: number, height: number): Promise<Buffer> {
  return await sharp({
    create: { width, height, channels: 3, background: '#000000' },
    limitInputPixels: false,
  })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

/** Encodes for tests that need a `Picture`. */
export async function picture(
  source: Sharp,
  mediaType: PictureMediaType = 'image/png',
): Promise<Picture> {
  const format = mediaType === 'image/png' ? 'png' : mediaType === 'image/jpeg' ? 'jpeg' : 'webp';
  const { data, info } = await source.toFormat(format).toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType, width: info.width, height: info.height };
}

/** The color at a place given as fractions of width and height. */
export async function colorAt(bytes: Buffer, x: number, y: number): Promise<Rgb> {
  const { data, info } = await sharp(bytes)
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const column = Math.min(info.width - 1, Math.floor(x * info.width));
  const row = Math.min(info.height - 1, Math.floor(y * info.height));
  const at = (row * info.width + column) * info.channels;
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}

/** Mean difference per channel, 0–255, of two pictures stretched to the same small size. */
export async function meanDifference(one: Buffer, other: Buffer): Promise<number> {
  return thumbnailDifference(await thumbnail(one), await thumbnail(other));
}

/** The same for pictures that were stretched by `thumbnail` before. */
export function thumbnailDifference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) {
    const difference = one[index]! - other[index]!;
    sum += difference < 0 ? -difference : difference;
  }
  return sum / one.length;
}

/** The pixels of a picture, stretched to 256 × 256, on white. */
export async function thumbnail(bytes: Buffer): Promise<Buffer> {
  return await sharp(bytes)
    .flatten({ background: '#ffffff' })
    .resize(256, 256, { fit: 'fill' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}

/** A valid PNG of more than 10 MiB, Discord's default limit for a file. */
export async function bigPng(): Promise<Buffer> {
  return await noise(2048, 2048).png({ compressionLevel: 1 }).toBuffer();
}
