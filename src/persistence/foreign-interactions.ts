import type { DataSource } from 'typeorm';

import type { InteractionState } from '../interactions/interaction-state.js';
import { ImportedNameEntity } from './imported-name.entity.js';
import { encodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { ModelTurnEntity } from './model-turn.entity.js';
import type { KeptTurn } from './model-turns.js';
import { storableText } from './storable-text.js';
import { storage } from './storage-errors.js';

/** An interaction from an archive or an import, and what is kept beside it. */
export interface ForeignInteraction {
  readonly state: InteractionState;
  /** The file names that the Python bot gave to the pictures of its cards. */
  readonly formerFileNames: readonly string[];
  /** What models need to go on from its pictures. */
  readonly turns: readonly KeptTurn[];
}

/** Inserts interactions inside the transaction of {@link insertForeign}. */
export type InsertForeign = (interactions: readonly ForeignInteraction[]) => Promise<void>;

/**
 * Inserts all interactions or none, in one transaction. Nothing else may use the connection
 * meanwhile.
 *
 * @throws AppError `storage.*`
 */
export async function insertForeign(
  dataSource: DataSource,
  fill: (insert: InsertForeign) => Promise<void>,
): Promise<void> {
  await storage(
    dataSource.transaction((manager) =>
      fill(async (interactions) => {
        const rows = interactions.map(({ state }) => foreignRow(state));
        if (rows.length > 0) await manager.insert(InteractionEntity, rows);
        const names = interactions.flatMap(namesOf);
        if (names.length > 0) await manager.insert(ImportedNameEntity, names);
        for (const turn of interactions.flatMap(turnsOf))
          await manager.insert(ModelTurnEntity, turn);
      }),
    ),
  );
}

/**
 * A preview that comes from elsewhere stays as long as everything does, until somebody
 * uses it here.
 */
function foreignRow(state: InteractionState): InteractionEntity {
  return Object.assign(encodeRow(state), { previewVersion: null });
}

function namesOf({ state, formerFileNames }: ForeignInteraction): ImportedNameEntity[] {
  return [...new Set(formerFileNames.map(storableText))].map((name) => ({
    interactionId: state.id,
    name,
  }));
}

function turnsOf({ state, turns }: ForeignInteraction): ModelTurnEntity[] {
  return turns.map((turn) => ({ interactionId: state.id, ...turn }));
}
