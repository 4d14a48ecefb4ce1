import { median } from './statistics.js';

/** One figure: what was measured, how it came out, and what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** Empty where there is no goal. */
  readonly goal: string;
  readonly isMet: boolean;
}

/** Prints figures as a table, each goal with whether it was met. */
export function report(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  process.stdout.write(`\n${title}\n`);
  for (const { what, value, goal, isMet } of figures) {
    const verdict = goal === '' ? '' : `  goal ${goal}: ${isMet ? 'met' : 'MISSED'}`;
    process.stdout.write(`  ${what.padEnd(width)}  ${value}${verdict}\n`);
  }
}

/** A figure without a goal. */
export function plain(what: string, value: string): Figure {
  return { what, value, goal: '', isMet: true };
}

/** Memory, and how much it may be, in megabytes. */
export function atMostMb(what: string, megabytes: number, goalMb: number): Figure {
  return {
    what,
    value: `${megabytes.toFixed(0)} MB`,
    goal: `under ${goalMb} MB`,
    isMet: megabytes < goalMb,
  };
}

/** A figure that compares the medians of samples in milliseconds. */
export function ratio(
  what: string,
  oursMs: readonly number[],
  theirsMs: readonly number[],
  atMost: number,
): Figure {
  const [ours, theirs] = [median(oursMs), median(theirsMs)];
  const times = ours / theirs;
  return {
    what,
    value: `${times.toFixed(2)}× (${milliseconds(ours)} against ${milliseconds(theirs)})`,
    goal: `at most ${atMost}×`,
    isMet: times <= atMost,
  };
}

/** A figure that compares how much is done in a second. */
export function rates(
  what: string,
  oursPerSecond: number,
  theirsPerSecond: number,
  atLeast: number | null,
): Figure {
  const times = oursPerSecond / theirsPerSecond;
  const value = `${times.toFixed(2)}× (${oursPerSecond.toFixed(0)} against ${theirsPerSecond.toFixed(0)} a second)`;
  if (atLeast === null) return plain(what, value);
  return { what, value, goal: `at least ${atLeast}×`, isMet: times >= atLeast };
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}
