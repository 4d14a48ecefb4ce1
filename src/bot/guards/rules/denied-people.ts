import type { Rule } from './rule.js';
import { DENIED } from './sentences.js';

/** Whom whoever runs the bot has shut out, does nothing with it, anywhere. */
export const deniedPeople: Rule = {
  name: 'denied-people',
  isAskedAgain: true,
  refuses: ({ rights }) => (rights.isDenied ? { sentence: DENIED } : null),
};
