import { GENERATION_FAILURES, type FailureKind } from '../interactions/failure-kinds.js';
import type { AnswerKind, InvalidStatus } from '../platform/metrics.js';

// Prometheus sees the first count of a label only where the label was there before with 0. These
// are the labels that alerts watch (docs/monitoring/alerts.yaml).

const STORAGE = [
  'storage.busy',
  'storage.failed',
  'storage.full',
  'storage.image_damaged',
  'storage.image_missing',
  'storage.read_only',
];

/** Why cards cannot be restored. */
export const RESTORE_REASONS: readonly string[] = [
  'state.no_id',
  'state.foreign',
  'state.not_found',
  'state.unreadable',
  ...STORAGE,
];

/** What people use. */
export const ANSWER_KINDS: readonly AnswerKind[] = [
  'button',
  'select',
  'modal',
  'command',
  'mention',
  'other',
];

/** Why answers fail, when people are not the reason. */
export const ANSWER_FAILURES: readonly string[] = [
  'defect',
  'discord.rejected',
  'discord.unavailable',
  ...STORAGE,
];

const kinds: FailureKind[] = Object.values(GENERATION_FAILURES).flatMap((group) =>
  Object.values(group),
);

/** Outcomes of generations that only whoever runs the bot can change, and the usual ones. */
export const GENERATION_OUTCOMES: readonly string[] = [
  ...new Set([
    'delivered',
    'cancelled',
    ...kinds.filter(({ help }) => help === 'operator').map(({ code }) => code),
  ]),
];

/** What Discord counts as invalid requests. */
export const INVALID_STATUSES: readonly InvalidStatus[] = [401, 403, 429];

export const CLEANUP_OUTCOMES: readonly string[] = ['ok', 'failed'];

/** Notices that a budget is nearly or wholly used up. */
export const BUDGET_NOTICES = (['day', 'month'] as const).flatMap((period) =>
  ([80, 100] as const).map((percent) => ({ period, percent })),
);
