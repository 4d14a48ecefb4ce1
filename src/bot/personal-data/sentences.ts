import type { ErasureCounts } from '../../persistence/erasures.js';
import { countText } from '../../platform/amounts.js';

/** What people are told about the data that is stored of them. */

export const FORGET_TITLE = {
  everything: 'Forget everything?',
  card: 'Forget this card?',
} as const;

/** What a card says when all that was stored of it is gone. */
export const CARD_REMOVED = '🗑️ This card was removed, with all that was stored for it.';

export const NOT_YOURS =
  'Only the person who asked for a card can erase it. People with Manage Messages can delete it with 🗑️.';

export const EVERYTHING_GOES =
  'This erases all that I have stored about you: your cards with prompts and pictures, what you keep with ⭐, your settings, and your part in the cards of others. Your cards will say that they were removed. This cannot be undone; `/export` gives you a copy first. Only the operator of this bot can delete backups.';

/** @param words the prompt, as Discord shows it. */
export function cardGoes(words: string): string {
  const prompt = words === '' ? '' : ` “${words}”`;
  return `This erases the card${prompt} with its prompts and pictures, also if somebody keeps it with ⭐. The card will say that it was removed. This cannot be undone. Only the operator of this bot can delete backups.`;
}

export const STILL_AT_IT =
  'I have noted it, and go on until nothing is left. You do not have to do anything.';

export function forgotten(done: ErasureCounts): string {
  const { interactions, images, others, cards, cardsOutOfReach } = done;
  const lines = [
    `**Forgotten:** ${countText(interactions, 'card')} with ${countText(images, 'picture')}.`,
    ...(others > 0 ? [`Your part in ${countText(others, 'card')} of others is gone, too.`] : []),
    ...(cards > 0
      ? [
          `${countText(cards, 'message')} will say that the card was removed, as fast as Discord lets me.`,
        ]
      : []),
    ...(cardsOutOfReach > 0
      ? [
          `I cannot change ${countText(cardsOutOfReach, 'private card')}; dismiss or delete what you still see.`,
        ]
      : []),
    'Only the operator of this bot can delete backups.',
  ];
  return lines.join('\n');
}

/** What an export holds so far. */
export interface ExportedAmount {
  readonly interactions: number;
  readonly images: number;
  readonly files: number;
  /** Pictures that are too large for one file. */
  readonly tooLarge: number;
  /** Whether there is more than one answer takes. */
  readonly hasMore: boolean;
}

export const EXPORTING = 'I am putting your data together …';

export function exported(amount: ExportedAmount): string {
  const { interactions, images, files, tooLarge, hasMore } = amount;
  const lines = [
    `**Your data:** ${countText(interactions, 'card')} and ${countText(images, 'picture')} in ${countText(files, 'archive')} (.tar.gz).`,
    ...(tooLarge > 0
      ? [
          `${countText(tooLarge, 'picture')} did not fit; \`/history\`, **Download** brings each of them.`,
        ]
      : []),
    ...(hasMore
      ? [
          'These are the newest ones; Discord takes no more in one answer. Ask the operator of this bot for the rest.',
        ]
      : []),
  ];
  return lines.join('\n');
}
