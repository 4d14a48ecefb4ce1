import { ASPECT_RATIOS } from './aspect-ratios.js';
import { fitSettings, type FittedSettings } from './fit-settings.js';
import { offeredModel, type OfferedModels } from './offered-models.js';
import { promptIn } from './prompt.js';
import { AUTOMATIC_SETTINGS, MAX_COUNT, type Settings } from './settings.js';

/** What the flags in a text say, and the text without them. */
export interface FlaggedPrompt extends FittedSettings {
  readonly prompt: string;
}

/** `--ar 16:9`, `--size=2K`, `--n 4`, `--model name`. Some phones make one dash of two. */
const FLAG = /(?<=^|\s)(?:--|—)(ar|size|n|model)(?:(?:[^\S\n]+|=)(?!--|—)(\S+))?(?=\s|$)[^\S\n]?/gi;

/** The ratio as the Python bot took it: `-16:9`. */
const SHORT_RATIO = /(?<=^|\s)-(\d{1,2}:\d{1,2})(?=\s|$)[^\S\n]?/g;

/**
 * Takes the settings out of a prompt. Flags that it does not know stay in it; a value that is not
 * possible becomes a note that lists those that are.
 *
 * @param defaults what is used where there is no flag.
 * @param options what was chosen otherwise, and goes before flags.
 */
export function readFlags(
  text: string,
  models: OfferedModels,
  defaults: Settings = AUTOMATIC_SETTINGS,
  options: Partial<Settings> = {},
): FlaggedPrompt {
  const chosen: Partial<Settings>[] = [];
  const notes: string[] = [];
  const named = text.replaceAll(FLAG, (_flag, name: string, value: string | undefined) => {
    const { setting, possible } = KNOWN[name.toLowerCase()]?.(value ?? '', models) ?? {};
    if (setting) chosen.push(setting);
    else notes.push(impossible(name.toLowerCase(), value, possible ?? []));
    return '';
  });
  const rest = named.replaceAll(SHORT_RATIO, (flag, ratio: string) => {
    if (!isRatio(ratio)) return flag;
    chosen.push({ aspectRatio: ratio });
    return '';
  });
  const wanted: Settings = Object.assign({}, defaults, ...chosen, options);
  const fitted = fitSettings(wanted, models);
  return { ...fitted, prompt: promptIn(rest), notes: [...notes, ...fitted.notes] };
}

const COUNTS = Array.from({ length: MAX_COUNT }, (_, n) => String(n + 1));

/** What a flag sets, or what it could set. */
interface Reading {
  readonly setting?: Partial<Settings>;
  readonly possible?: readonly string[];
}

const KNOWN: Readonly<Record<string, (value: string, models: OfferedModels) => Reading>> = {
  ar: (value) =>
    isRatio(value) ? { setting: { aspectRatio: value } } : { possible: ASPECT_RATIOS },
  size: (value, models) => {
    const sizes = [...new Set(models.flatMap(({ imageSizes }) => imageSizes))];
    const imageSize = sizes.find((size) => size.toLowerCase() === value.toLowerCase());
    return imageSize === undefined ? { possible: sizes } : { setting: { imageSize } };
  },
  n: (value) =>
    COUNTS.includes(value) ? { setting: { count: Number(value) } } : { possible: COUNTS },
  model: (value, models) => {
    const model = value.toLowerCase();
    return offeredModel(models, model).name === model
      ? { setting: { model } }
      : { possible: models.map(({ name }) => name) };
  },
};

function isRatio(text: string): boolean {
  return (ASPECT_RATIOS as readonly string[]).includes(text);
}

function impossible(name: string, value: string | undefined, possible: readonly string[]): string {
  const given = value === undefined ? `--${name}` : `--${name} ${value}`;
  if (possible.length === 0) return `I left out ${given}: there is nothing to choose here.`;
  return `I left out ${given}: possible are ${possible.join(', ')}.`;
}
