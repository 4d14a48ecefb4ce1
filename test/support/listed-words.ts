import type { ListedWords } from '../../src/bot/moderation/words/listed-words.js';
import { strictDouble } from './strict-double.js';

/** A list of one word, `forbidden`. */
export const ONE_LISTED_WORD = strictDouble<ListedWords>('ListedWords', {
  firstIn: async (text) => (text.includes('forbidden') ? 'forbidden' : null),
});
