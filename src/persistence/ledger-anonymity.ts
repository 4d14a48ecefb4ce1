import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { LedgerEntryEntity } from './ledger-entry.entity.js';
import { storage } from './storage-errors.js';

/** Whose entries: those of a person, or of a server. */
export interface LedgerOwner {
  readonly kind: 'person' | 'server';
  readonly id: string;
}

/** What somebody has spent. Amounts are micro-dollars: a millionth of a US dollar. */
export type SpentEntry = Pick<
  LedgerEntryEntity,
  'at' | 'interactionId' | 'guildId' | 'model' | 'pictures' | 'microDollars'
>;

/**
 * The entries of the ledger as personal data. Sums stay true without a name: budgets and reports go
 * on counting what was spent. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class LedgerAnonymity {
  private readonly rows: Repository<LedgerEntryEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(LedgerEntryEntity);
  }

  async count(owner: LedgerOwner): Promise<number> {
    return storage(this.rows.countBy(entriesOf(owner)));
  }

  /** Takes the name out of all of them, in one statement. */
  async anonymise(owner: LedgerOwner): Promise<void> {
    const nobody = owner.kind === 'person' ? { personId: null } : { guildId: null };
    await storage(this.rows.update(entriesOf(owner), nobody));
  }

  /** What a person has spent, oldest first. */
  async of(personId: string): Promise<SpentEntry[]> {
    const rows = await storage(this.rows.find({ where: { personId }, order: { at: 'ASC' } }));
    return rows.map(({ at, interactionId, guildId, model, pictures, microDollars }) => ({
      at,
      interactionId,
      guildId,
      model,
      pictures,
      microDollars,
    }));
  }
}

function entriesOf({ kind, id }: LedgerOwner) {
  return kind === 'person' ? { personId: id } : { guildId: id };
}
