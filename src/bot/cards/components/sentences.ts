import { windowText } from '../../../config/quota.js';
import {
  BUDGETS,
  type BudgetName,
  type SpendingRefusal,
} from '../../../persistence/ledger-rooms.js';

/* What people are told about the buttons and menus of cards. */
export const NO_SUCH_PICTURE = 'I do not have that picture any more; please choose another one.';

export const NO_SUCH_STYLE = 'I do not have that style any more; please choose another one.';

export const PROMPT_NEEDED =
  'There is no picture to work from, so I need a prompt; I changed nothing.';

export const KEEPING_IS_OFF =
  'Cards cannot be kept here: the operator of this bot has switched that off.';

export function keptByOther(personId: string): string {
  return `<@${personId}> keeps this card. They can take the ⭐ off. So can the person who asked for the card, and people with Manage Messages.`;
}

/** @param count of the cards that the person keeps. */
export function keptEnough(count: number): string {
  return `You keep ${count === 1 ? '1 card' : `${count} cards`}, and I keep no more for one person. Take the ⭐ off another one first.`;
}

const BUDGETS_OF = { everybody: 'My', person: 'Your', server: 'The' } as const;

function budgetRefused(limit: BudgetName, until: string | null): string {
  const { whose, period } = BUDGETS[limit];
  const of = whose === 'server' ? ' of this server' : '';
  return until === null
    ? `This would cost more than ${BUDGETS_OF[whose].toLowerCase()} whole budget${of} for a ${period}, so I made nothing. Choose fewer or smaller pictures in **Settings**.`
    : `${BUDGETS_OF[whose]} budget${of} for this ${period} is used up, so I made nothing. It starts again ${until}.`;
}

/** Which limit leaves no room for what was asked for, and when it does again. */
export function spendingRefused(refusal: SpendingRefusal): string {
  const { untilMs } = refusal;
  const until = untilMs === null ? null : `<t:${Math.ceil(untilMs / 1000)}:R>`;
  if (!('quota' in refusal)) return budgetRefused(refusal.limit, until);
  const { pictures } = refusal.quota;
  const quota = `${pictures === 1 ? '1 picture' : `${pictures} pictures`} in ${windowText(refusal.quota)}`;
  const whose = refusal.limit === 'person' ? 'You may have' : 'This server may have';
  return until === null
    ? `${whose} ${quota}, which is fewer than this asks for, so I made nothing. Choose fewer in **Settings**.`
    : `${whose} ${quota}, and they are used up, so I made nothing. There is room for this again ${until}.`;
}
