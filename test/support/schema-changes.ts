import type { QueryRunner, Table, TableColumn } from 'typeorm';

/** The tables that a connection sees, by name. */
export async function schemaOf(runner: QueryRunner): Promise<ReadonlyMap<string, Table>> {
  const tables = await runner.getTables(await tableNames(runner));
  // PostgreSQL's are named with their schema.
  return new Map(tables.map((table) => [table.name.replace(/^.*\./, ''), table]));
}

/** The names of all tables of a database, by name. */
export async function tableNames(runner: Pick<QueryRunner, 'connection' | 'query'>) {
  const rows: { name: string }[] = await runner.query(
    runner.connection.options.type === 'postgres'
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name`
      : `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** What a change of the schema takes from programs that know only the former one: sentences. */
export function takenAway(
  before: ReadonlyMap<string, Table>,
  after: ReadonlyMap<string, Table>,
): string[] {
  return [...before].flatMap(([name, table]) => {
    const now = after.get(name);
    return now === undefined ? [`table ${name} is gone`] : takenFrom(name, table, now);
  });
}

function takenFrom(name: string, before: Table, after: Table): string[] {
  const added = after.columns.filter(({ name: each }) => !before.findColumnByName(each));
  /** A former program leaves such a column null, and nulls are never the same. */
  const isOpen = (column: string | undefined) =>
    added.some((each) => each.name === column && each.isNullable && !hasDefault(each));
  const formerKeys = uniqueKeys(before);
  const keys = uniqueKeys(after);
  return [
    ...before.columns
      .filter((column) => shapeOf(after.findColumnByName(column.name)) !== shapeOf(column))
      .map((column) => `column ${name}.${column.name} is gone or another`),
    ...added
      .filter((column) => !column.isNullable && !hasDefault(column))
      .map((column) => `column ${name}.${column.name} wants a value`),
    ...[...formerKeys.keys()]
      .filter((key) => !keys.has(key))
      .map((key) => `unique index ${key} of ${name} is gone`),
    ...[...keys]
      .filter(([key, columns]) => !formerKeys.has(key) && !isOpen(columns[0]))
      .map(([key]) => `unique index ${key} of ${name} refuses rows`),
    ...after.foreignKeys
      .filter((key) => !before.foreignKeys.some((former) => former.name === key.name))
      .map((key) => `foreign key ${key.name} of ${name} refuses rows`),
  ];
}

function uniqueKeys({ indices, uniques }: Table): ReadonlyMap<string, readonly string[]> {
  const keys = [...indices.filter(({ isUnique }) => isUnique), ...uniques];
  return new Map(keys.map(({ name = '', columnNames }) => [name, columnNames]));
}

function hasDefault(column: TableColumn): boolean {
  return (column.default ?? null) !== null;
}

function shapeOf(column: TableColumn | undefined): string {
  if (column === undefined) return 'none';
  const { type, length, isNullable, default: initial, isPrimary } = column;
  return JSON.stringify([type, length, isNullable, initial ?? null, isPrimary]);
}
