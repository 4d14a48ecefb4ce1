import type { CardRow } from '../../../views/card-message.js';
import type { CardPayload } from './card-payloads.js';

/**
 * The payload without the components, where the message has the same already: a menu of all styles
 * is most of what an answer would say.
 *
 * @param known what the message shows, from each side that says something about it.
 */
export function withChangedRows(
  { components, ...payload }: CardPayload,
  ...known: readonly (readonly object[])[]
): Omit<CardPayload, 'components'> & { readonly components?: CardRow[] } {
  return known.every((rows) => says(rows, components)) ? payload : { ...payload, components };
}

/** Whether `shown` says everything that `wanted` says. Discord adds details of its own. */
function says(shown: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return shown === wanted;
  if (!isObject(shown)) return false;
  if (Array.isArray(wanted) && shown['length'] !== wanted.length) return false;
  return Object.keys(wanted).every((key) => says(shown[key], wanted[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
