import type { DataSource } from 'typeorm';

/**
 * Refuses every change of the interactions, as a database does that may only be read.
 *
 * @returns what ends that.
 */
export async function refuseChanges(dataSource: DataSource): Promise<() => Promise<void>> {
  const isPostgres = dataSource.options.type === 'postgres';
  const [refuse, allow] = isPostgres ? ON_POSTGRES : ON_SQLITE;
  for (const statement of refuse) await dataSource.query(statement);
  return async () => {
    for (const statement of allow) await dataSource.query(statement);
  };
}

const ON_SQLITE = [['PRAGMA query_only = ON'], ['PRAGMA query_only = OFF']] as const;

// A setting of the database would reach new connections only.
const ON_POSTGRES = [
  [
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$`,
    'CREATE TRIGGER refusal BEFORE INSERT OR UPDATE OR DELETE ON interactions EXECUTE FUNCTION refuse()',
  ],
  ['DROP TRIGGER refusal ON interactions', 'DROP FUNCTION refuse'],
] as const;
