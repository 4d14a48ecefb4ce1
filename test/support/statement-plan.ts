import type { DataSource } from 'typeorm';

/** How a database carries out a statement. */
export interface StatementPlan {
  /** The indexes that are read. */
  readonly indexes: readonly string[];
  /** Those of them that answer without a look at the rows. */
  readonly aloneIn: readonly string[];
  /** Whether rows are sorted that no index gives in order. */
  readonly sorts: boolean;
}

/** Asks the database how it would carry out a statement, on a table that has many rows. */
export async function planOf(
  dataSource: DataSource,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<StatementPlan> {
  return dataSource.options.type === 'postgres'
    ? postgresPlan(dataSource, statement, [...parameters])
    : sqlitePlan(dataSource, statement, [...parameters]);
}

async function sqlitePlan(dataSource: DataSource, statement: string, parameters: unknown[]) {
  const rows: { detail: string }[] = await dataSource.query(
    `EXPLAIN QUERY PLAN ${statement}`,
    parameters,
  );
  const details = rows.map(({ detail }) => detail).join('\n');
  const found = (pattern: RegExp) => [...details.matchAll(pattern)].map(([, name = '']) => name);
  return {
    indexes: found(/USING (?:COVERING )?INDEX (\w+)/g),
    aloneIn: found(/USING COVERING INDEX (\w+)/g),
    sorts: details.includes('USE TEMP B-TREE'),
  };
}

/** A step of a plan of PostgreSQL, with the steps below it. */
interface Step {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Step[];
}

/**
 * A table that was never analyzed is taken for ten pages of rows. With those pages marked as seen
 * by everybody, as a vacuum does, an index that answers alone costs less than any other.
 */
const VACUUMED = `UPDATE pg_class SET relpages = 0, reltuples = -1, relallvisible = 1000
  WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`;

async function postgresPlan(dataSource: DataSource, statement: string, parameters: unknown[]) {
  const runner = dataSource.createQueryRunner();
  const steps = async () => {
    const [row]: { 'QUERY PLAN': { Plan: Step }[] }[] = await runner.query(
      `EXPLAIN (FORMAT JSON) ${statement}`,
      parameters,
    );
    return row?.['QUERY PLAN'].flatMap(({ Plan }) => flat(Plan)) ?? [];
  };
  await runner.startTransaction();
  try {
    // It reads small tables row by row otherwise, and a bitmap gives no order.
    await runner.query('SET LOCAL enable_seqscan = off');
    await runner.query('SET LOCAL enable_bitmapscan = off');
    const found = await steps();
    await runner.query(VACUUMED);
    const alone = (await steps()).filter((step) => step['Node Type'] === 'Index Only Scan');
    return {
      indexes: namesOf(found),
      aloneIn: namesOf(alone),
      sorts: found.some((step) => step['Node Type'].endsWith('Sort')),
    };
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

function namesOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => step['Index Name'] ?? []);
}

function flat(step: Step): Step[] {
  return [step, ...(step.Plans ?? []).flatMap(flat)];
}
