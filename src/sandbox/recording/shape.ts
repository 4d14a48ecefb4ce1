/** Numbers up to here are told apart: types, styles, flags, lengths. */
const MAX_TOLD_NUMBER = 1000;
/** Texts up to this length are told apart, but for the digits in them. */
const MAX_TOLD_CHARACTERS = 24;

function shapeOfText(text: string): string {
  const known = text.slice(0, MAX_TOLD_CHARACTERS).replaceAll(/\d+/g, '0');
  return text.length <= MAX_TOLD_CHARACTERS ? known : `${text.length.toString(2).length}:long`;
}

/**
 * A value without what differs from request to request, such as ids, times and long texts. Two
 * requests of the same shape show the same about what is sent and answered.
 */
export function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') {
    return shapeOfText(value);
  }
  if (typeof value === 'number') {
    const isTold = Number.isInteger(value) && Math.abs(value) <= MAX_TOLD_NUMBER;
    return isTold ? value : Number.isInteger(value) ? 'integer' : 'fraction';
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => JSON.stringify(shapeOf(item)));
    return [value.length, ...new Set(items)];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
  }
  return value;
}
