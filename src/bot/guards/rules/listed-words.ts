import type { ListedWords } from '../../moderation/words/listed-words.js';
import { wordNotAllowed } from '../../moderation/words/sentences.js';
import type { ActKind, Rule } from './rule.js';

/** What leads to pictures, and may come with a prompt. */
const WITH_PROMPTS: ReadonlySet<ActKind> = new Set(['ask', 'change', 'pay']);

/** Prompts have none of the listed words, however they come. */
export function listedWords(words: ListedWords): Rule {
  return {
    name: 'listed-words',
    isAskedAgain: true,
    refuses: async ({ kind, words: said }) => {
      const listed = WITH_PROMPTS.has(kind) ? await words.firstIn(said) : null;
      return listed === null ? null : { sentence: wordNotAllowed(listed), verdict: listed };
    },
  };
}
