import type { ModelRecord } from '../persistence/model-records.js';

/*
 * The rules of the circuit breaker, as changes of the record that all processes share. Times are in
 * milliseconds since the Unix epoch.
 */

/** After this many failures in a row, the circuit breaker opens. */
const MAX_FAILURES_IN_A_ROW = 5;
const FIRST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/**
 * How long the one call of a half-open circuit breaker keeps others out. Its process extends that
 * every few seconds, so that a process that dies keeps nobody out for long.
 */
const TRIAL_MS = 15_000;

/** The weight of the newest picture in the running average. */
const NEWEST_SHARE = 0.2;

/** Whether the circuit breaker is open or half-open. */
export function isOpen({ failuresInARow }: ModelRecord): boolean {
  return failuresInARow >= MAX_FAILURES_IN_A_ROW;
}

/** Until when the model must not be called; null: it may be called now. */
export function openUntilMs({ openUntil }: ModelRecord, nowMs: number): number | null {
  const untilMs = openUntil === null ? 0 : Date.parse(openUntil);
  return untilMs > nowMs ? untilMs : null;
}

/** Keeps all other calls out of a half-open circuit breaker. */
export function withTrial(record: ModelRecord, nowMs: number): ModelRecord {
  return { ...record, openUntil: new Date(nowMs + TRIAL_MS).toISOString() };
}

/** A picture came after `durationMs`. */
export function afterSuccess(record: ModelRecord, durationMs: number): ModelRecord {
  const { averageMs } = record;
  const average =
    averageMs === null ? durationMs : averageMs + NEWEST_SHARE * (durationMs - averageMs);
  return { ...record, averageMs: Math.round(average), failuresInARow: 0, openUntil: null };
}

/** A call found the model overloaded or silent. */
export interface SickCall {
  readonly nowMs: number;
  /** How long the model asked not to be called; 0: it did not. */
  readonly askedMs: number;
  /** The `openUntil` of the call's own trial, or null. */
  readonly trialUntil: string | null;
}

/**
 * Each time that the circuit breaker opens, it is open for twice as long. Calls that were under way
 * when it opened say nothing new.
 */
export function afterSickness(
  record: ModelRecord,
  { nowMs, askedMs, trialUntil }: SickCall,
): ModelRecord {
  const isTrial = trialUntil !== null && record.openUntil === trialUntil;
  const isKnown = isOpen(record) && !isTrial && openUntilMs(record, nowMs) !== null;
  const failuresInARow = record.failuresInARow + (isKnown ? 0 : 1);
  const excess = failuresInARow - MAX_FAILURES_IN_A_ROW;
  const breakerMs =
    isKnown || excess < 0 ? 0 : Math.min(FIRST_OPEN_MS * 2 ** excess, LONGEST_OPEN_MS);
  const openMs = Math.max(Math.min(askedMs, LONGEST_OPEN_MS), breakerMs);
  const ownUntilMs = openMs === 0 ? 0 : nowMs + openMs;
  const othersUntilMs = isTrial ? 0 : (openUntilMs(record, nowMs) ?? 0);
  const untilMs = Math.max(ownUntilMs, othersUntilMs);
  return {
    ...record,
    failuresInARow,
    openUntil: untilMs === 0 ? null : new Date(untilMs).toISOString(),
  };
}
