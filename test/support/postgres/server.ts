import { text } from 'node:stream/consumers';
import { connect } from 'node:net';

import { Client } from 'pg';

/** The PostgreSQL of this run of the tests. */
export interface PostgresServer {
  /** The address of a database that is always there. */
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
}

/** Asks the keeper at a port for the server, which starts with the first question. */
export async function postgresServer(
  port = Number(process.env['POSTGRES_KEEPER']),
): Promise<PostgresServer> {
  const answer = JSON.parse(await text(connect(port, '127.0.0.1')));
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

/** Sends one statement to a database, and returns its rows. */
export async function queryPostgres<Row>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** The address of another database of a server. */
export function besides(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
