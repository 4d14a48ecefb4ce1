import { z } from 'zod';

/** What Google blocks in one category, in the names of its API. */
export interface SafetySetting {
  readonly category: `HARM_CATEGORY_${(typeof CATEGORIES)[number]}`;
  readonly threshold: (typeof THRESHOLDS)[number];
}

const CATEGORIES = ['HARASSMENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'DANGEROUS_CONTENT'] as const;

const THRESHOLDS = [
  'OFF',
  'BLOCK_NONE',
  'BLOCK_ONLY_HIGH',
  'BLOCK_MEDIUM_AND_ABOVE',
  'BLOCK_LOW_AND_ABOVE',
] as const;

/** One threshold for all categories, or some of them with a threshold each; none by default. */
export const geminiSafety = z
  .string()
  .default('')
  .transform((text, context): readonly SafetySetting[] => {
    const settings = settingsIn(
      text
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    );
    if (settings !== null) return Object.freeze(settings);
    context.addIssue({
      code: 'custom',
      message: `must be one of ${THRESHOLDS.join(', ')}, or a list of ${CATEGORIES.join(', ').toLowerCase()} with one each, for example sexually_explicit=BLOCK_LOW_AND_ABOVE,harassment=BLOCK_ONLY_HIGH`,
    });
    return z.NEVER;
  });

/** Null where one of `words` means nothing, or two mean the same category. */
function settingsIn(words: readonly string[]): SafetySetting[] | null {
  const [forAll] = words.length === 1 ? THRESHOLDS.filter((each) => each === words[0]) : [];
  if (forAll !== undefined) return CATEGORIES.map((category) => setting(category, forAll));
  const settings = words.map(settingIn);
  const known = settings.filter((each) => each !== null);
  const isOnceEach = new Set(known.map(({ category }) => category)).size === words.length;
  return isOnceEach ? known : null;
}

function settingIn(word: string): SafetySetting | null {
  const [name = '', value] = word.split('=');
  const category = CATEGORIES.find((each) => each === name.replace(/^HARM_CATEGORY_/, ''));
  const threshold = THRESHOLDS.find((each) => each === value);
  return category === undefined || threshold === undefined ? null : setting(category, threshold);
}

function setting(
  category: (typeof CATEGORIES)[number],
  threshold: SafetySetting['threshold'],
): SafetySetting {
  return { category: `HARM_CATEGORY_${category}`, threshold };
}
