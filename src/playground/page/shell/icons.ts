import { html, svg, type TemplateResult } from 'lit';

/** The strokes of icons, on a grid of 20 × 20. */
const STROKES = {
  plus: 'M10 4v12M4 10h12',
  image: 'M3 4.5h14v11H3zM3 13l4-4 4 4 2.5-2.5L17 14M13 7.5h.01',
  send: 'M3.5 16.5 17.5 10 3.5 3.5l1.5 6.5zM5 10h6',
  close: 'M5 5l10 10M15 5 5 15',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7.5c3 0 5 2 5 5.5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  eye: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  moon: 'M16.5 11.5A7 7 0 0 1 8.5 3.5a7 7 0 1 0 8 8z',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  screen: 'M3 4h14v9.5H3zM7 16.5h6M10 13.5v3',
  panel: 'M3 4h14v12H3zM12.5 4v12',
  down: 'M10 4v12M5 11l5 5 5-5',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof STROKES;

/** An icon by its name. It is decorative, because its button has a label. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
    ${svg`<path d=${STROKES[name]} />`}
  </svg>`;
}
