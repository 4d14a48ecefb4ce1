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

async function postgresPlan(dataSource: DataSource, statement: string, parameters: unknown[]) {
  return dataSource.transaction(async (manager) => {
    // It reads small tables row by row otherwise, and a bitmap gives no order.
    await manager.query('SET LOCAL enable_seqscan = off');
    await manager.query('SET LOCAL enable_bitmapscan = off');
    const [row]: { 'QUERY PLAN': { Plan: Step }[] }[] = await manager.query(
      `EXPLAIN (FORMAT JSON) ${statement}`,
      parameters,
    );
    const steps = row?.['QUERY PLAN'].flatMap(({ Plan }) => flat(Plan)) ?? [];
    const named = (some: readonly Step[]) => some.flatMap((step) => step['Index Name'] ?? []);
    return {
      indexes: named(steps),
      aloneIn: named(steps.filter((step) => step['Node Type'] === 'Index Only Scan')),
      sorts: steps.some((step) => step['Node Type'].endsWith('Sort')),
    };
  });
}

function flat(step: Step): Step[] {
  return [step, ...(step.Plans ?? []).flatMap(flat)];
}
