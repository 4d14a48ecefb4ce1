import type { Verdict } from './conformity.js';
import type { Problem } from './telling-errors.js';

/** Of the failures of one operation, this many different ones tell enough. */
const MAX_SHOWN = 10;

interface Row {
  requestsOk: number;
  answersOk: number;
  failed: number;
  readonly failures: Map<string, number>;
}

function count(row: Row, what: 'request' | 'answer', problems: readonly Problem[]): void {
  for (const { pointer, reason } of problems) {
    const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    const line = `${what} ${place === '' ? 'as a whole' : place} ${reason}`;
    row.failures.set(line, (row.failures.get(line) ?? 0) + 1);
  }
}

/** How many exchanges of each operation conform, and what is wrong with the others. */
export class Table {
  readonly #rows = new Map<string, Row>();

  /** Counts one exchange. */
  add({ operation, request, answer }: Verdict): void {
    const row: Row = this.#rows.get(operation) ?? {
      requestsOk: 0,
      answersOk: 0,
      failed: 0,
      failures: new Map(),
    };
    this.#rows.set(operation, row);
    row.requestsOk += request?.length === 0 ? 1 : 0;
    row.answersOk += answer?.length === 0 ? 1 : 0;
    count(row, 'request', request ?? []);
    count(row, 'answer', answer ?? []);
    row.failed += (request?.length ?? 0) + (answer?.length ?? 0) > 0 ? 1 : 0;
  }

  /** How many exchanges do not conform. */
  get failedCount(): number {
    return [...this.#rows.values()].reduce((sum, { failed }) => sum + failed, 0);
  }

  /** The table as lines for people. */
  lines(): string[] {
    const names = [...this.#rows.keys()].toSorted();
    const width = Math.max(...names.map((name) => name.length), 0);
    const head = `${'operation'.padEnd(width)}  requests ok  answers ok  failed`;
    const rows = names.flatMap((name) => {
      const row = this.#rows.get(name);
      if (row === undefined) return [];
      const numbers = [
        String(row.requestsOk).padStart(11),
        String(row.answersOk).padStart(10),
        String(row.failed === 0 ? '' : row.failed).padStart(6),
      ];
      const failures = [...row.failures].slice(0, MAX_SHOWN);
      return [
        `${name.padEnd(width)}  ${numbers.join('  ')}`.trimEnd(),
        ...failures.map(([line, times]) => `    ✘ ${line} (${times} times)`),
      ];
    });
    return [head, ...rows];
  }
}
