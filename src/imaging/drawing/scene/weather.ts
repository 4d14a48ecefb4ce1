import { between } from '../random.js';
import type { Weather } from '../words/settings-of-words.js';
import { n, scattered, type Frame } from './frame.js';

/** What falls or drifts before everything else. */
export function weatherOver(frame: Frame, weather: Weather | undefined): string {
  switch (weather) {
    case 'rain':
      return rain(frame);
    case 'snow':
      return flakes(frame, ['#ffffff'], 130, 0.75);
    case 'petals':
      return flakes(frame, ['#ffc9dc', '#ff9fc0', '#fff0f5'], 60, 1.1);
    case 'leaves':
      return flakes(frame, ['#d9772b', '#b8442a', '#e8b13c'], 45, 1.3);
    case 'mist':
      return mist(frame);
    case 'aurora':
    case 'clouds':
    case 'stars':
    case undefined:
      return '';
  }
}

/** Curtains of light, behind the land. */
export function aurora({ width, height, random }: Frame): string {
  const band = (index: number): string => {
    const y = (0.16 + index * 0.1) * height;
    const [a, b] = [between(random, -0.12, 0.12) * height, between(random, -0.12, 0.12) * height];
    const tall = between(random, 0.14, 0.24) * height;
    return `<path d="M0 ${n(y)}C${n(width * 0.3)} ${n(y + a)} ${n(width * 0.6)} ${n(y - a)} ${width} ${n(y + b)}V${n(y + b - tall)}C${n(width * 0.6)} ${n(y - a - tall)} ${n(width * 0.3)} ${n(y + a - tall)} 0 ${n(y - tall)}Z" fill="url(#aurora${index % 2})"/>`;
  };
  return `<defs><linearGradient id="aurora0" x2="0" y2="1">${stops('#5dffb5')}</linearGradient><linearGradient id="aurora1" x2="0" y2="1">${stops('#8f7bff')}</linearGradient></defs>${scattered(3, band)}`;
}

function rain({ width, height, unit, random }: Frame): string {
  const drop = (): string => {
    const [x, y, length] = [
      random() * width * 1.1,
      random() * height,
      between(random, 2, 5) * unit,
    ];
    return `<path d="M${n(x)} ${n(y)}l${n(-length * 0.22)} ${n(length)}" stroke-opacity="${n(between(random, 0.25, 0.6))}"/>`;
  };
  const ring = (): string =>
    `<ellipse cx="${n(random() * width)}" cy="${n(between(random, 0.86, 0.98) * height)}" rx="${n(between(random, 1.5, 4) * unit)}" ry="${n(between(random, 0.4, 0.9) * unit)}" stroke-opacity=".4"/>`;
  return `<g fill="none" stroke="#eaf4ff" stroke-width="${n(unit * 0.22)}" stroke-linecap="round">${scattered(150, drop)}${scattered(14, ring)}</g>`;
}

function flakes(
  { width, height, unit, random }: Frame,
  colors: readonly string[],
  count: number,
  size: number,
): string {
  const flake = (index: number): string => {
    const [x, y, r] = [
      random() * width,
      random() * height,
      between(random, 0.25, 0.75) * unit * size,
    ];
    const color = colors[index % colors.length] ?? '#ffffff';
    const long = colors.length > 1 ? 1.7 : 1;
    return `<ellipse cx="0" cy="0" rx="${n(r * long)}" ry="${n(r)}" fill="${color}" transform="translate(${n(x)} ${n(y)}) rotate(${Math.round(random() * 180)})"/>`;
  };
  return `<g fill-opacity=".88">${scattered(count, flake)}</g>`;
}

function mist({ width, height, random, tones }: Frame): string {
  const band = (index: number): string => {
    const y = (0.42 + index * 0.15 + between(random, -0.03, 0.03)) * height;
    return `<ellipse cx="${n(between(random, 0.2, 0.8) * width)}" cy="${n(y)}" rx="${n(width * 0.8)}" ry="${n(height * 0.08)}" fill="url(#mist)"/>`;
  };
  return `<defs><radialGradient id="mist"><stop stop-color="${tones.sky[2]}" stop-opacity=".75"/><stop offset="1" stop-color="${tones.sky[2]}" stop-opacity="0"/></radialGradient></defs>${scattered(4, band)}`;
}

function stops(color: string): string {
  return `<stop stop-color="${color}" stop-opacity="0"/><stop offset=".8" stop-color="${color}" stop-opacity=".55"/><stop offset="1" stop-color="${color}" stop-opacity="0"/>`;
}
