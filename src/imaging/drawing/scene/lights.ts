import type { Light } from '../words/settings-of-words.js';

/** The colors of a time of day. */
export interface LightTones {
  /** From the top to the horizon. */
  readonly sky: readonly [string, string, string];
  /** What the light does to every color of the scene, and how much (0–1). */
  readonly ambient: string;
  readonly strength: number;
  /** The same for the things that the prompt names, which stay clear. */
  readonly onThings: number;
  readonly disc: 'sun' | 'moon' | null;
  readonly discColor: string;
  /** How high the disc stands, as a share of the height from the top. */
  readonly discHeight: number;
  readonly isDark: boolean;
}

export const LIGHTS: Readonly<Record<Light, LightTones>> = {
  day: tones(['#5db7f0', '#a5dcf8', '#e4f5fb'], '#fff4d6', 0.06, {
    disc: 'sun',
    discColor: '#fff6cf',
  }),
  dawn: tones(['#8ea9e0', '#f3bfc4', '#ffe7cc'], '#ffc9b0', 0.2, {
    disc: 'sun',
    discColor: '#fff0d0',
    discHeight: 0.46,
  }),
  golden: tones(['#f2a65e', '#f9cd86', '#fff0cb'], '#ff9d3f', 0.26, {
    disc: 'sun',
    discColor: '#fff3c9',
    discHeight: 0.36,
  }),
  sunset: tones(['#4d3f7d', '#cf5f77', '#fbb272'], '#a8415e', 0.3, {
    disc: 'sun',
    discColor: '#ffd98a',
    discHeight: 0.48,
  }),
  dusk: tones(['#232c5c', '#5d5f9e', '#d9a0a6'], '#3a3a78', 0.4, { isDark: true }),
  night: tones(['#0b1330', '#1b2a5a', '#3c5390'], '#141f4d', 0.58, {
    disc: 'moon',
    discColor: '#f6f0d4',
    discHeight: 0.2,
    isDark: true,
  }),
  storm: tones(['#3c4657', '#67758a', '#a3b0bd'], '#4a566a', 0.42, { isDark: true }),
  mist: tones(['#b4c2cb', '#cdd8dc', '#e9eeee'], '#c3ced2', 0.32, {}),
};

function tones(
  sky: LightTones['sky'],
  ambient: string,
  strength: number,
  rest: Partial<LightTones>,
): LightTones {
  return {
    sky,
    ambient,
    strength,
    onThings: strength * 0.42,
    disc: null,
    discColor: '#ffffff',
    discHeight: 0.2,
    isDark: false,
    ...rest,
  };
}
