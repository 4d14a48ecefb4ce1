import { aspectOf, nearestAspectRatio } from './aspect-ratios.js';
import { estimateOf } from './estimate.js';
import { offeredModel, type OfferedModel, type OfferedModels } from './offered-models.js';
import type { Price } from './price.js';
import type { Settings } from './settings.js';

/** Settings that the models can do, and what a person is told about the others. */
export interface FittedSettings {
  readonly settings: Settings;
  /** One sentence for each choice that was replaced. */
  readonly notes: readonly string[];
  /** What a request with these settings will cost; null where nobody knows. */
  readonly estimate: Price | null;
}

/**
 * Replaces choices that the offered models cannot do: a model that is not offered by the
 * default, which is stored as null, a ratio by the nearest, a size and a thinking level by the
 * model's own choice.
 */
export function fitSettings(wanted: Settings, models: OfferedModels): FittedSettings {
  const model = offeredModel(models, wanted.model);
  const settings = {
    ...wanted,
    model: model === models[0] ? null : model.name,
    aspectRatio: fittedRatio(wanted.aspectRatio, model),
    imageSize: among(wanted.imageSize, model.imageSizes),
    thinkingLevel: among(wanted.thinkingLevel, model.thinkingLevels),
  };
  const notes = notesOn(wanted, settings, model);
  return { settings, notes, estimate: estimateOf(settings, models) };
}

function fittedRatio(ratio: string | null, { aspectRatios }: OfferedModel): string | null {
  if (ratio === null || aspectRatios.length === 0) return null;
  return aspectRatios.includes(ratio) ? ratio : nearestAspectRatio(aspectRatios, aspectOf(ratio));
}

function among(value: string | null, values: readonly string[]): string | null {
  return value !== null && values.includes(value) ? value : null;
}

function notesOn(wanted: Settings, fitted: Settings, { name }: OfferedModel): string[] {
  const notes: string[] = [];
  if (wanted.model !== null && wanted.model !== name)
    notes.push(`The model ${wanted.model} is not available any more, so I use ${name}.`);
  if (wanted.aspectRatio !== fitted.aspectRatio) {
    const instead =
      fitted.aspectRatio === null ? 'its own ratio' : `the nearest, ${fitted.aspectRatio}`;
    notes.push(`${name} has no ratio ${wanted.aspectRatio}, so I use ${instead}.`);
  }
  if (wanted.imageSize !== fitted.imageSize)
    notes.push(`${name} has no size ${wanted.imageSize}, so I use its usual one.`);
  if (wanted.thinkingLevel !== fitted.thinkingLevel)
    notes.push(`${name} has no thinking level ${wanted.thinkingLevel}, so I use its usual one.`);
  return notes;
}
