import { getMetadataArgsStorage } from 'typeorm';

import { InteractionEntity } from './interaction.entity.js';

/*
 * The statements of every click, built once: TypeORM takes as long to build one as SQLite to carry
 * it out. Both databases know parameters by number.
 */

const COLUMNS = getMetadataArgsStorage()
  .filterColumns(InteractionEntity)
  .map(({ propertyName, options }, n) => ({
    propertyName,
    name: options.name ?? propertyName,
    parameter: `$${n + 1}`,
  }));

const parameterOf = (column: string) => COLUMNS.find(({ name }) => name === column)?.parameter;

/** A value that stays as long as the generation has a status. */
const whileStatus = (status: string, column: string) =>
  `CASE WHEN CAST(${parameterOf('active_status')} AS varchar) = '${status}' THEN ${column} ELSE CAST(${parameterOf(column)} AS varchar) END`;

/*
 * PostgreSQL wants one type for a parameter, and would take a compared one for another than the
 * assigned one.
 */
const SPECIAL: Readonly<Record<string, string>> = {
  // A lease that its owner has renewed since the state was loaded is not shortened.
  lease_until: `CASE WHEN lease_owner = CAST(${parameterOf('lease_owner')} AS varchar) THEN lease_until ELSE ${parameterOf('lease_until')} END`,
  // A generation that goes on running keeps its slot; every other one has none.
  person_slot: whileStatus('running', 'person_slot'),
  // One that goes on waiting keeps its place in line.
  waiting_person: whileStatus('requested', 'waiting_person'),
  waiting_since: whileStatus('requested', 'waiting_since'),
  waiting_until: whileStatus('requested', 'waiting_until'),
};

const ASSIGNMENTS = COLUMNS.map(({ name, parameter }) => `${name} = ${SPECIAL[name] ?? parameter}`);

export const SELECT_VERSION = 'SELECT version FROM interactions WHERE id = $1';

export const UPDATE = `UPDATE interactions SET ${ASSIGNMENTS.join(', ')} WHERE id = CAST(${parameterOf('id')} AS varchar) AND version = $${COLUMNS.length + 1}`;

/** The parameters of {@link UPDATE}, which turn the version before that of `row` into `row`. */
export function updateParameters(row: InteractionEntity): unknown[] {
  const values = new Map<string, unknown>(Object.entries(row));
  return [...COLUMNS.map(({ propertyName }) => values.get(propertyName)), row.version - 1];
}

/**
 * The last use. Where a former version wrote the row, it is the time in `last_used_at`, and the
 * other one is of another day or earlier.
 */
export const LAST_USE =
  'CASE WHEN last_used_at < used_at AND substr(last_used_at, 1, 10) = substr(used_at, 1, 10) THEN used_at ELSE last_used_at END';
