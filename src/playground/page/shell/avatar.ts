import { svg, html, type TemplateResult } from 'lit';

import type { Person } from '../../protocol.js';

/** Two colours and a face for each person, derived from the name. */
const COLORS = [
  ['#f2748c', '#b83a6b'],
  ['#4fb3bf', '#21708f'],
  ['#b48ce8', '#6b4bc0'],
  ['#8fc46b', '#3f8a4f'],
  ['#f0a35c', '#c0602d'],
] as const;

/** A person's drawn picture. It is decorative, because the name is always next to it. */
export function avatar(person: Person | undefined, name: string): TemplateResult {
  return html`<svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">
    ${person?.user.bot === true ? BANANA : initial(name)}
  </svg>`;
}

function initial(name: string): TemplateResult {
  const sum = Array.from(name.toLowerCase(), (letter) => letter.charCodeAt(0)).reduce(
    (total, code) => total + code,
    0,
  );
  const [light, dark] = COLORS[(sum + name.length) % COLORS.length] ?? COLORS[0];
  return svg`<circle cx="20" cy="20" r="20" fill=${dark} />
    <circle cx="20" cy="47" r="19" fill=${light} opacity="0.55" />
    <circle cx="31" cy="9" r="6" fill=${light} opacity="0.7" />
    <text x="20" y="26.5" text-anchor="middle" font-size="18" font-weight="650" fill="#fff">
      ${name.slice(0, 1).toUpperCase()}
    </text>`;
}

const BANANA = svg`<circle cx="20" cy="20" r="20" fill="#2b2350" />
  <g transform="translate(0.5 0) scale(0.62)">
    <path d="M17 20c1 19 13 29 31 26 1 0 2-2 1-3-11-2-19-10-22-24l1-5c0-1-1-2-2-2h-5c-1 0-2 1-2 2z" fill="#ffd84d" />
    <path d="M23 21c3 14 11 22 23 24" fill="none" stroke="#e0a91f" stroke-width="2.4" stroke-linecap="round" />
    <path d="M20 13h8l-1 5h-7z" fill="#8a6a1d" />
  </g>`;
