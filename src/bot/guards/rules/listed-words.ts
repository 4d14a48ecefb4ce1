import type { ListedWords } from '../../moderation/words/listed-words.js';
import { wordNotAllowed } from '../../moderation/words/sentences.js';
import type { ActKind, Rule } from './rule.js';

/** What leads to pictures, and may come with a prompt. */
const WITH_PROMPTS: ReadonlySet<ActKind> = new Set(['ask', 'change', 'pay']);

/** The name of the rule; prompts on cards are looked at again when a picture is requested. */
export const LISTED_WORDS = 'listed-words';

/** Prompts have none of the listed words, however they come. */
export function listedWords(words: ListedWords): Rule {
  return {
    name: LISTED_WORDS,
    isAskedAgain: true,
    refuses: async ({ kind, words: said }) => {
      const listed = WITH_PROMPTS.has(kind) ? await words.firstIn(said) : null;
      return listed === null ? null : { sentence: wordNotAllowed(listed), verdict: listed };
    },
  };
}
