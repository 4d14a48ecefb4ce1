import type { Effect } from './effect.js';
import { animeManga, cartoon, sketch, sticker } from './ink-effects.js';
import {
  cyberpunk,
  filmNoir,
  gothic,
  neon,
  photorealistic,
  steampunk,
  vintage,
} from './light-effects.js';
import { impressionist, oilPainting, watercolor } from './paint-effects.js';
import { pixelArt, pixelArt16, pixelArt32 } from './pixel-effects.js';
import { artDeco, graffiti, minimalist, paperCut, popArt } from './print-effects.js';
import { abstract, stainedGlass, surreal } from './shape-effects.js';

/** The effect of each style, by style key. */
export const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ['sticker', sticker],
  ['pixel_art', pixelArt],
  ['pixel_art_16', pixelArt16],
  ['pixel_art_32', pixelArt32],
  ['watercolor', watercolor],
  ['oil_painting', oilPainting],
  ['sketch', sketch],
  ['neon', neon],
  ['vintage', vintage],
  ['cartoon', cartoon],
  ['photorealistic', photorealistic],
  ['abstract', abstract],
  ['minimalist', minimalist],
  ['gothic', gothic],
  ['anime_manga', animeManga],
  ['steampunk', steampunk],
  ['cyberpunk', cyberpunk],
  ['art_deco', artDeco],
  ['pop_art', popArt],
  ['impressionist', impressionist],
  ['surreal', surreal],
  ['film_noir', filmNoir],
  ['graffiti', graffiti],
  ['paper_cut', paperCut],
  ['stained_glass', stainedGlass],
]);
