import { parse } from 'lossless-json';

/** As many digits as an id may have, and a number without rounding may not. */
const LONG_NUMBER = /\d{16}/;
const LONG_INTEGER = /^\d{16,}$/;

/**
 * Parses JSON. Ids that are numbers become text, because a JavaScript number would round them; some
 * client libraries send them so. Throws a SyntaxError when it is not JSON.
 */
export function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) {
    return JSON.parse(text) as unknown;
  }
  return parse(text, null, {
    parseNumber: (digits) => (LONG_INTEGER.test(digits) ? digits : Number(digits)),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}
