import { getMetadataArgsStorage } from 'typeorm';

import type { InteractionState } from '../interactions/interaction-state.js';
import { encodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';

const COLUMNS = getMetadataArgsStorage()
  .filterColumns(InteractionEntity)
  .map(({ propertyName, options }) => ({ propertyName, name: options.name ?? propertyName }));

/**
 * The statement of every click, built once: TypeORM takes as long to build it as SQLite to carry it
 * out. Both databases know parameters by number.
 */
export const UPDATE = `UPDATE interactions SET ${COLUMNS.map(({ name }, n) => `${name} = $${n + 1}`).join(', ')} WHERE id = $${COLUMNS.length + 1} AND version = $${COLUMNS.length + 2}`;

/** The parameters of {@link UPDATE}, which turn the version before `state.version` into `state`. */
export function updateParameters(state: InteractionState): unknown[] {
  const row = new Map<string, unknown>(Object.entries(encodeRow(state)));
  const values = COLUMNS.map(({ propertyName }) => row.get(propertyName));
  return [...values, state.id, state.version - 1];
}
