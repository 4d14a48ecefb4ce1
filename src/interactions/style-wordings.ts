/** The three wordings of one style. `{prompt}` is replaced with the person's own words. */
export interface StyleWordings {
  /** For a prompt alone: text to image. */
  readonly text: string;
  /** For pictures alone, without `{prompt}`. */
  readonly images: string;
  /** For pictures together with a prompt. */
  readonly both: string;
}

/** The wordings sent to an image model, by style key. */
export const STYLE_WORDINGS = {
  sticker: {
    text: 'Design a die-cut vinyl sticker with bold clean outlines, flat cheerful colors and a thick white border, alone on a plain light background. It shows: {prompt}',
    images:
      'Turn the main subject of this picture into a die-cut vinyl sticker with bold outlines, simplified flat colors and a thick white border. Drop the scenery and place it on a plain light background.',
    both: 'Turn the main subject of this picture into a die-cut vinyl sticker with bold outlines, flat colors and a thick white border on a plain light background. Also do this: {prompt}',
  },
  pixel_art: {
    text: 'Create 8-bit pixel art on a very coarse grid with a handful of flat colors, hard square pixels and no smoothing, like a screen of an early home console. Scene: {prompt}',
    images:
      'Redraw this picture as 8-bit pixel art: a very coarse grid, a handful of flat colors, hard square pixels and no smoothing. Keep the composition recognizable.',
    both: 'Redraw this picture as 8-bit pixel art with a very coarse grid, a handful of flat colors and hard square pixels. While doing so: {prompt}',
  },
  pixel_art_16: {
    text: 'Create 16-bit era pixel art with a medium grid, a rich limited palette, dithered shading and crisp sprite outlines. Scene: {prompt}',
    images:
      'Redraw this picture as 16-bit era pixel art: a medium grid, a rich limited palette, dithered shading and crisp sprite outlines. Keep poses and places as they are.',
    both: 'Redraw this picture as 16-bit era pixel art with a medium grid, a rich limited palette and dithered shading. Work this in: {prompt}',
  },
  pixel_art_32: {
    text: 'Create detailed 32-bit era pixel art with a fine grid, smooth color ramps, atmospheric light and carefully placed highlights. Scene: {prompt}',
    images:
      'Redraw this picture as detailed 32-bit era pixel art: a fine grid, smooth color ramps, atmospheric light and carefully placed highlights. Every pixel stays visible as a square.',
    both: 'Redraw this picture as detailed 32-bit era pixel art with a fine grid, smooth color ramps and atmospheric light. The result should also follow this: {prompt}',
  },
  watercolor: {
    text: 'Paint a watercolor on cold-pressed paper with transparent washes, soft bleeding edges, a few dry-brush accents and white paper left showing. Subject: {prompt}',
    images:
      'Repaint this picture as a watercolor on cold-pressed paper, with transparent washes, soft bleeding edges and white paper left for the lights. Suggest details instead of drawing them.',
    both: 'Repaint this picture as a watercolor with transparent washes, bleeding edges and visible paper. Change it as follows: {prompt}',
  },
  oil_painting: {
    text: 'Paint in oils on canvas with thick confident brushstrokes, glowing layered color and deep warm shadows, in the manner of a classical studio work. Subject: {prompt}',
    images:
      'Repaint this picture in oils on canvas with thick visible brushstrokes, layered color and deep warm shadows. Keep faces, poses and light where they are.',
    both: 'Repaint this picture in oils on canvas with thick visible brushstrokes and deep warm shadows. Include this change: {prompt}',
  },
  sketch: {
    text: 'Draw a graphite pencil sketch on white paper with lively construction lines, cross-hatched shadows and no color. Subject: {prompt}',
    images:
      'Redraw this picture as a graphite pencil sketch on white paper, with lively lines and cross-hatched shadows and no color. Let unimportant parts fade into bare paper.',
    both: 'Redraw this picture as a graphite pencil sketch with lively lines, cross-hatching and no color. Adapt it to this: {prompt}',
  },
  neon: {
    text: 'Create a night image made of glowing neon tubes in magenta, cyan and violet against near-black, with soft halos and wet reflections. Subject: {prompt}',
    images:
      'Rebuild this picture from glowing neon tubes: trace its shapes in magenta, cyan and violet light against near-black, with soft halos around every line.',
    both: 'Rebuild this picture from glowing neon tubes in magenta, cyan and violet on near-black. Make this part of it: {prompt}',
  },
  vintage: {
    text: 'Take an old photographic print from about a century ago with sepia tones, gentle fading, fine scratches and dark corners. It shows: {prompt}',
    images:
      'Make this picture look like an old photographic print with sepia tones, gentle fading, fine scratches and dark corners. Replace modern details with ones of that time where it looks natural.',
    both: 'Make this picture look like a faded sepia print with fine scratches and dark corners. In addition: {prompt}',
  },
  cartoon: {
    text: 'Draw a lively cartoon frame with round friendly shapes, thick ink outlines, flat bright fills and exaggerated expressions. Scene: {prompt}',
    images:
      'Redraw this picture as a lively cartoon frame with thick ink outlines, flat bright fills and slightly exaggerated expressions. Everyone must remain recognizable.',
    both: 'Redraw this picture as a lively cartoon frame with thick ink outlines and flat bright fills. The story of the frame: {prompt}',
  },
  photorealistic: {
    text: 'Take a sharp, true-to-life photograph with natural light, real materials, believable skin and surfaces, and a shallow depth of field. It shows: {prompt}',
    images:
      'Render this picture as a sharp, true-to-life photograph with natural light, real materials and believable texture. Keep the composition and every subject exactly where it is.',
    both: 'Render this picture as a sharp, true-to-life photograph with natural light and believable texture. Apply this change so that it looks real: {prompt}',
  },
  abstract: {
    text: 'Make a non-figurative abstract painting in which colliding shapes, rhythm and bold color fields stand for the theme. Theme: {prompt}',
    images:
      'Dissolve this picture into an abstract painting of colliding shapes and bold color fields. Take its palette and its main directions, and leave its objects behind.',
    both: 'Dissolve this picture into an abstract painting of colliding shapes and bold color fields taken from its palette. Let this lead the composition: {prompt}',
  },
  minimalist: {
    text: 'Design a minimalist image with very few plain shapes, two or three muted colors, and generous empty space around one clear focus. Subject: {prompt}',
    images:
      'Reduce this picture to a minimalist design: very few plain shapes, two or three muted colors, generous empty space. Keep only what is needed to recognize it.',
    both: 'Reduce this picture to a minimalist design with very few plain shapes, muted colors and generous empty space. Respect this wish: {prompt}',
  },
  gothic: {
    text: 'Create a dark gothic image with pointed arches, heavy shadow, cold moonlight, candle glow and a solemn, haunted mood. Subject: {prompt}',
    images:
      'Move this picture into a dark gothic world of pointed arches, heavy shadow, cold moonlight and candle glow. The subjects stay, their clothes and surroundings follow the mood.',
    both: 'Move this picture into a dark gothic world of heavy shadow, cold moonlight and candle glow. Bring this about: {prompt}',
  },
  anime_manga: {
    text: 'Draw a polished anime key frame with clean tapered lines, cel shading, expressive large eyes and a luminous painted background. Scene: {prompt}',
    images:
      'Redraw this picture as a polished anime key frame with clean tapered lines, cel shading and a luminous painted background. Carry over hair, clothing and pose faithfully.',
    both: 'Redraw this picture as a polished anime key frame with clean lines and cel shading. Set up the scene like this: {prompt}',
  },
  steampunk: {
    text: 'Create a steampunk image full of polished brass, riveted copper, leather, gauges and drifting steam under warm gaslight. Subject: {prompt}',
    images:
      'Refit everything in this picture the steampunk way, with polished brass, riveted copper, leather, gauges and drifting steam under warm gaslight. The arrangement stays the same.',
    both: 'Refit this picture the steampunk way with brass, copper, gauges and drifting steam under warm gaslight. Build this in: {prompt}',
  },
  cyberpunk: {
    text: 'Create a cyberpunk image of a rain-soaked future megacity at night, with holographic signs, teal and magenta light, cables and haze. Subject: {prompt}',
    images:
      'Transport this picture into a rain-soaked cyberpunk night with holographic signs, teal and magenta light, cables and haze. Give the subjects fitting technology.',
    both: 'Transport this picture into a rain-soaked cyberpunk night with holographic signs and teal and magenta light. What happens there: {prompt}',
  },
  art_deco: {
    text: 'Design a 1920s art deco poster with strict symmetry, stepped geometry, sunbursts, and gold lines on black, ivory and deep green. Subject: {prompt}',
    images:
      'Redesign this picture as a 1920s art deco poster with strict geometry, sunbursts and gold lines on black, ivory and deep green. Simplify the subjects into elegant silhouettes.',
    both: 'Redesign this picture as a 1920s art deco poster with strict geometry and gold lines on dark ground. The poster is about: {prompt}',
  },
  pop_art: {
    text: 'Make a 1960s pop art screen print with loud primary colors, halftone dots, thick black contours and slightly misaligned inks. Subject: {prompt}',
    images:
      'Print this picture as 1960s pop art with loud primary colors, halftone dots, thick black contours and slightly misaligned inks. Keep the subject large and iconic.',
    both: 'Print this picture as 1960s pop art with loud primary colors, halftone dots and thick black contours. Give it this twist: {prompt}',
  },
  impressionist: {
    text: 'Paint an impressionist canvas outdoors with short broken strokes of pure color, shimmering light and no hard outlines. Subject: {prompt}',
    images:
      'Repaint this picture as an impressionist canvas with short broken strokes of pure color and shimmering light instead of outlines. Catch the moment more than the detail.',
    both: 'Repaint this picture as an impressionist canvas with short broken strokes and shimmering light. Let it show this as well: {prompt}',
  },
  surreal: {
    text: 'Paint a surreal dream with impossible scale, melting forms, floating objects and long quiet shadows, rendered with great precision. Dream of: {prompt}',
    images:
      'Bend this picture into a surreal dream with impossible scale, melting forms, floating objects and long quiet shadows, rendered with great precision. Its subjects remain the heart of it.',
    both: 'Bend this picture into a surreal dream of melting forms, floating objects and long quiet shadows. The dream is about this: {prompt}',
  },
  film_noir: {
    text: 'Shoot a 1940s film noir still in grainy black and white with hard side light, venetian-blind shadows, smoke and deep blacks. Scene: {prompt}',
    images:
      'Turn this picture into a 1940s film noir still: grainy black and white, hard side light, venetian-blind shadows, smoke and deep blacks. Nothing may remain in color.',
    both: 'Turn this picture into a grainy black-and-white film noir still with hard side light and deep blacks. Direct the scene like this: {prompt}',
  },
  graffiti: {
    text: 'Spray a graffiti mural on a rough brick wall with vivid fades, thick outlines, drips, overspray and dynamic lettering-like shapes. Motif: {prompt}',
    images:
      'Spray this picture as a graffiti mural on a rough brick wall with vivid fades, thick outlines, drips and overspray. Mortar lines shine through the paint.',
    both: 'Spray this picture as a graffiti mural on a rough brick wall with vivid fades, thick outlines and drips. The piece should say: {prompt}',
  },
  paper_cut: {
    text: 'Build a layered paper-cut scene in a shadow box, with crisp cut edges, a few harmonious paper colors and soft shadows between the layers. Scene: {prompt}',
    images:
      'Rebuild this picture from layers of cut paper in a shadow box, with crisp edges, a few harmonious paper colors and soft shadows between the layers.',
    both: 'Rebuild this picture from layers of cut paper with crisp edges and soft shadows between them. Rearrange it for this: {prompt}',
  },
  stained_glass: {
    text: 'Design a stained glass window of jewel-colored panes held by dark lead lines, lit from behind so that the colors glow. It depicts: {prompt}',
    images:
      'Translate this picture into a stained glass window of jewel-colored panes held by dark lead lines and lit from behind. Follow its main shapes with the leading.',
    both: 'Translate this picture into a stained glass window of glowing panes held by dark lead lines. The window should also tell of this: {prompt}',
  },
} as const satisfies Record<string, StyleWordings>;
