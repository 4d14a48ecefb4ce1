import {
  GENERATION_FAILURES,
  httpStatusFailure,
  type FailureKind,
} from '../../../interactions/failure-kinds.js';
import type { GoogleStatus } from './google-status.js';

/** What a refusal is about, by the HTTP statuses it comes with and by its words. */
interface Topic {
  readonly statuses: readonly number[];
  /** Matches the error's message, its status, or a `reason` of its details. */
  readonly says: RegExp;
  readonly kind: FailureKind;
}

const { refusal, call } = GENERATION_FAILURES;

/**
 * In this order, because a message about billing may name the project, and one about the project
 * the key. Google's messages are not documented; these words are in those that it sends.
 */
const TOPICS: readonly Topic[] = [
  {
    statuses: [400, 402, 403, 429],
    says: /\bspend(?:ing)?\b|\bbudget\b/i,
    kind: refusal.spendingCap,
  },
  {
    statuses: [400, 402, 403, 429],
    says: /\bcredits?\b|\bprepa(?:y|id)|insufficient (?:funds|balance)/i,
    kind: refusal.noCredit,
  },
  {
    statuses: [400, 402, 403, 429],
    says: /billing|\bbilled\b|\bpayments?\b/i,
    kind: refusal.billing,
  },
  { statuses: [400, 401, 403], says: /api[ _]key/i, kind: refusal.unauthorised },
  {
    statuses: [400, 403, 451],
    says: /\blocation\b|\bregions?\b|\bcountr(?:y|ies)\b/i,
    kind: refusal.location,
  },
  { statuses: [404], says: /\bmodels?\b|^NOT_FOUND$/im, kind: refusal.unknownModel },
  {
    statuses: [400, 403],
    says: /\bmodels?\b.*(?:not found|not exist|no longer|not available|shut ?down|discontinued|access)|access.*\bmodels?\b/is,
    kind: refusal.unknownModel,
  },
  {
    statuses: [400, 403],
    says: /\bproject\b|^SERVICE_DISABLED$|^CONSUMER_|has not been used|is disabled/im,
    kind: refusal.project,
  },
  {
    statuses: [400, 415, 422],
    says: /(?:input|inline|provided|uploaded|reference)[ _-]?(?:image|data|picture)|process\w* (?:\w+ )?image|mime ?type|images? (?:is|are|was|were|cannot|can't|could|has|have|exceeds?)\b/i,
    kind: refusal.picture,
  },
];

/** Google adds this to each quota error, also to those that are over in a minute. */
const USUAL_ADVICE = /plan and billing details/gi;

/** What a refused request means, by its HTTP status and by what Google says. */
export function refusalKind(status: number, said: GoogleStatus): FailureKind {
  const message = said.message.replaceAll(USUAL_ADVICE, '');
  const text = [message, said.status, ...reasonsOf(said)].join('\n');
  const topic = TOPICS.find(({ statuses, says }) => statuses.includes(status) && says.test(text));
  if (topic !== undefined) return topic.kind;
  if (status === 402) return refusal.billing;
  if (status === 429 && isUsedUp(said)) return call.quotaUsedUp;
  return httpStatusFailure(status);
}

function reasonsOf({ details }: GoogleStatus): string[] {
  return details.flatMap(({ reason }) => (reason === null ? [] : [reason]));
}

/** The model has no quota at all, or it is used up until tomorrow: waiting does not help. */
function isUsedUp({ message, details }: GoogleStatus): boolean {
  return (
    /\blimit: 0\b/.test(message) ||
    details.some(({ violations }) => violations.some(({ quotaId }) => /PerDay/i.test(quotaId)))
  );
}
