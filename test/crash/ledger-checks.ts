import type { LedgerEntryEntity } from '../../src/persistence/ledger-entry.entity.js';
import { ANSWER_MICRO_DOLLARS } from '../support/gemini-answers.js';
import type { Evidence, Finding } from './checker.js';

/**
 * Compares the ledger with the calls that the model counted: none was paid that the ledger does not
 * have, and the ledger has settled none that was not answered.
 */
export function checkLedger({ scene }: Evidence, entries: readonly LedgerEntryEntity[]): Finding[] {
  const sum = (count: (entry: LedgerEntryEntity) => number) =>
    entries.reduce((total, entry) => total + count(entry), 0);
  const settled = sum((entry) => entry.settled);
  const charged = sum(({ cutOff, attempt }) => cutOff + (attempt === null ? 0 : 1));
  const paid = sum(({ settledMicroDollars }) => settledMicroDollars);
  const billed = scene.model.calls.filter(({ end }) => end?.isBilled === true).length;
  return [
    {
      what: 'calls that the ledger has settled',
      count: settled,
      violations: [
        ...(settled > billed ? [`the model has answered only ${billed}`] : []),
        ...(billed > settled + charged
          ? [`the model has answered ${billed}, and only ${charged} are charged beside them`]
          : []),
        ...(paid === settled * ANSWER_MICRO_DOLLARS
          ? []
          : [`they cost ${paid} micro-dollars, not ${ANSWER_MICRO_DOLLARS} each`]),
      ],
    },
    { what: '  calls that stay charged, since they were cut off', count: charged, violations: [] },
    {
      what: 'entries of the ledger, each with its sum',
      count: entries.length,
      violations: entries.filter(isWrong).map(({ id }) => id),
    },
  ];
}

/** Whether what counts in the budgets is not what the parts of an entry come to. */
function isWrong(entry: LedgerEntryEntity): boolean {
  const { reserved, cutOff, attempt, estimate, settledMicroDollars, microDollars } = entry;
  const expected = reserved + cutOff + (attempt === null ? 0 : 1);
  return microDollars !== settledMicroDollars + expected * estimate;
}
