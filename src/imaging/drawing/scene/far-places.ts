import { between } from '../random.js';
import { hsl, mix } from './color.js';
import { lit, n, scattered, type Frame, type Ground } from './frame.js';
import { cloud, stars } from './sky.js';

export function space(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const hue = between(random, 220, 320);
  const nebula = scattered(
    5,
    (index) =>
      `<ellipse cx="${n(random() * width)}" cy="${n(random() * height)}" rx="${n(between(random, 20, 45) * unit)}" ry="${n(between(random, 14, 30) * unit)}" fill="url(#nebula${index % 2})"/>`,
  );
  const side = random() < 0.5 ? 0.14 : 0.86;
  return {
    behind: `${darkness(frame, hue)}<defs><radialGradient id="nebula0">${stop(hsl(hue, 0.6, 0.4))}</radialGradient><radialGradient id="nebula1">${stop(hsl(hue + 70, 0.55, 0.38))}</radialGradient></defs>${nebula}${stars(frame, 1, 130)}${planet(frame, { x: side * width, y: between(random, 0.16, 0.28) * height, r: 8 * unit, hue: hue + 120 })}${planet(frame, { x: (1 - side) * width, y: between(random, 0.72, 0.86) * height, r: 5 * unit, hue: hue + 200 })}`,
    before: '',
    standing: null,
  };
}

function stop(color: string): string {
  return `<stop stop-color="${color}" stop-opacity=".6"/><stop offset="1" stop-color="${color}" stop-opacity="0"/>`;
}

function darkness({ width, height }: Frame, hue: number): string {
  return `<defs><linearGradient id="dark" x2="0" y2="1"><stop stop-color="${hsl(hue, 0.5, 0.07)}"/><stop offset="1" stop-color="${hsl(hue + 20, 0.45, 0.15)}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#dark)"/>`;
}

function planet(
  { random }: Frame,
  at: { readonly x: number; readonly y: number; readonly r: number; readonly hue: number },
): string {
  const { x, y, r, hue } = at;
  const id = `planet${Math.round(hue)}`;
  const tilt = Math.round(between(random, -25, 25));
  return `<clipPath id="${id}"><circle r="${n(r)}"/></clipPath><g transform="translate(${n(x)} ${n(y)}) rotate(${tilt})"><circle r="${n(r)}" fill="${hsl(hue, 0.55, 0.62)}"/><g clip-path="url(#${id})"><rect x="${n(-r)}" y="${n(-r * 0.45)}" width="${n(2 * r)}" height="${n(r * 0.3)}" fill="${hsl(hue, 0.5, 0.72)}"/><rect x="${n(-r)}" y="${n(r * 0.15)}" width="${n(2 * r)}" height="${n(r * 0.22)}" fill="${hsl(hue, 0.5, 0.52)}"/><circle cx="${n(r * 0.6)}" cy="${n(r * 0.4)}" r="${n(r * 1.25)}" fill="none" stroke="#0a0820" stroke-opacity=".3" stroke-width="${n(r * 0.7)}"/></g></g>`;
}

/** The surface of the moon, with the earth in its sky. */
export function moon(frame: Frame): Ground {
  const { width, height, unit, random } = frame;
  const gray = '#c9c6d2';
  const radius = Math.max(width * 0.95, height * 0.9);
  const top = height * 0.7;
  const [cx, cy] = [width / 2, top + radius];
  const crater = (): string => {
    const x = random() * width;
    const surface = cy - Math.sqrt(Math.max(radius ** 2 - (x - cx) ** 2, 0));
    const y = surface + (height - surface) * between(random, 0.16, 0.95);
    const r = between(random, 1.6, 6.5) * unit;
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r)}" ry="${n(r * 0.36)}" fill="#a5a2b2"/><ellipse cx="${n(x)}" cy="${n(y + r * 0.1)}" rx="${n(r * 0.82)}" ry="${n(r * 0.26)}" fill="#918ea1"/>`;
  };
  const side = random() < 0.5 ? 0.17 : 0.83;
  return {
    behind: `${darkness(frame, 235)}${stars(frame, 0.85, 120)}${earth(side * width, height * 0.24, 9.5 * unit)}<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(radius + 3 * unit)}" fill="#ffffff" fill-opacity=".07"/><circle cx="${n(cx)}" cy="${n(cy)}" r="${n(radius)}" fill="${gray}"/><circle cx="${n(cx)}" cy="${n(cy + unit * 2)}" r="${n(radius)}" fill="${mix(gray, '#b3b0bf', 0.6)}"/>${scattered(17, crater)}`,
    before: '',
    standing: 0.79,
  };
}

function earth(x: number, y: number, r: number): string {
  return `<clipPath id="earth"><circle r="${n(r)}"/></clipPath><circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 1.18)}" fill="#7cc6ff" fill-opacity=".18"/><g transform="translate(${n(x)} ${n(y)})"><circle r="${n(r)}" fill="#3d8fdc"/><g clip-path="url(#earth)"><path d="M${n(-r)} ${n(-r * 0.5)}q${n(r * 0.5)} ${n(-r * 0.5)} ${n(r)} ${n(-r * 0.1)}t${n(-r * 0.2)} ${n(r * 0.7)}t${n(-r * 0.9)} ${n(-r * 0.1)}Z" fill="#63b96b"/><ellipse cx="${n(r * 0.5)}" cy="${n(r * 0.5)}" rx="${n(r * 0.5)}" ry="${n(r * 0.28)}" fill="#63b96b"/><path d="M${n(-r)} ${n(r * 0.28)}q${n(r * 0.6)} ${n(-r * 0.28)} ${n(r * 1.1)} 0t${n(r)} ${n(-r * 0.3)}" fill="none" stroke="#ffffff" stroke-opacity=".75" stroke-width="${n(r * 0.14)}" stroke-linecap="round"/><circle cx="${n(r * 0.55)}" cy="${n(r * 0.4)}" r="${n(r * 1.2)}" fill="none" stroke="#06122e" stroke-opacity=".32" stroke-width="${n(r * 0.6)}"/></g></g>`;
}

/** High in the air, above a sea of clouds. */
export function skyward(frame: Frame): Ground {
  const { width, height, unit, random, tones } = frame;
  const bank = (base: number, color: string): string =>
    `<g fill="${color}">${scattered(Math.ceil(width / (10 * unit)) + 1, (index) => `<circle cx="${n(index * 10 * unit)}" cy="${n(base * height + between(random, -1.5, 2.5) * unit)}" r="${n(between(random, 7, 11) * unit)}"/>`)}<rect y="${n(base * height)}" width="${width}" height="${height}"/></g>`;
  const white = lit(frame, '#ffffff');
  const small = scattered(3, () =>
    cloud(frame, {
      x: random() * width,
      y: between(random, 0.3, 0.7) * height,
      size: between(random, 6, 12) * unit,
      color: white,
      opacity: tones.isDark ? 0.25 : 0.7,
    }),
  );
  return {
    behind: small + bank(0.88, mix(white, tones.sky[1], 0.4)),
    before: bank(0.97, mix(white, tones.sky[2], 0.15)),
    standing: null,
  };
}
