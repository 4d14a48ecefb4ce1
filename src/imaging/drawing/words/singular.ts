const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['mice', 'mouse'],
  ['geese', 'goose'],
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
  ['kids', 'child'],
  ['oxen', 'ox'],
  ['feet', 'foot'],
  ['teeth', 'tooth'],
  ['cacti', 'cactus'],
  ['octopi', 'octopus'],
]);

/** Endings of a plural, and what may stand in their place. */
const ENDINGS: readonly (readonly [plural: string, singular: string])[] = [
  ['ies', 'y'],
  ['ves', 'f'],
  ['ves', 'fe'],
  ['men', 'man'],
  ['es', ''],
  ['s', ''],
];

/**
 * What a phrase may be the plural of, the likeliest first. Whether it is a word is not known here.
 */
export function singularsOf(phrase: string): string[] {
  const irregular = IRREGULAR.get(phrase);
  if (irregular !== undefined) return [irregular];
  const regular = ENDINGS.flatMap(([plural, singular]) =>
    phrase.endsWith(plural) && phrase.length > plural.length + 1
      ? [phrase.slice(0, -plural.length) + singular]
      : [],
  );
  // "horses" is of "horse" and not of "hors": the shorter ending is tried first where both fit.
  return phrase.endsWith('es') && !/(?:s|x|z|ch|sh|o)es$/.test(phrase)
    ? regular.toReversed()
    : regular;
}
