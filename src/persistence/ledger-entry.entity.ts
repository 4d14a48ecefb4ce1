import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One row of `ledger_entries`: what one generation may spend and has spent, or a call of it beyond
 * what was reserved. Amounts are micro-dollars: a millionth of a US dollar.
 */
@Entity({ name: 'ledger_entries' })
@Index('ledger_entries_day', ['day', 'microDollars'])
@Index('ledger_entries_person', ['personId', 'at', 'pictures', 'microDollars'], {
  where: 'person_id IS NOT NULL',
})
@Index('ledger_entries_guild', ['guildId', 'at', 'pictures', 'microDollars'], {
  where: 'guild_id IS NOT NULL',
})
export class LedgerEntryEntity {
  /** That of the generation; of a call beyond what was reserved, that of its attempt. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /**
   * One more than that of the entry before. It is unique, so that of two reservations at the same
   * moment only one is stored, and the other one sees it when it is repeated.
   */
  @Index('ledger_entries_turn', { unique: true })
  @Column({ type: 'integer' })
  turn!: number;

  @Index('ledger_entries_generation')
  @Column({ name: 'generation_id', type: 'varchar', length: 36 })
  generationId!: string;

  @Column({ name: 'interaction_id', type: 'varchar', length: 36 })
  interactionId!: string;

  /** Who asked; null once it was made anonymous. */
  @Column({ name: 'person_id', type: 'varchar', length: 20, nullable: true })
  personId!: string | null;

  /** Null in a direct message, and once it was made anonymous. */
  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  @Column({ type: 'varchar', length: 100 })
  model!: string;

  /** The day of the table of prices; null: nobody knows what the model costs. */
  @Column({ name: 'price_date', type: 'varchar', length: 10, nullable: true })
  priceDate!: string | null;

  /** The day (UTC) whose budget it counts in. */
  @Column({ type: 'varchar', length: 10 })
  day!: string;

  /** When it was reserved; ISO 8601, UTC. */
  @Column({ type: 'varchar', length: 24 })
  at!: string;

  /** What one picture is expected to cost; 0 where nobody knows. */
  @Column({ type: 'integer' })
  estimate!: number;

  /** How many pictures it counts in the quotas of its person and server. */
  @Column({ type: 'integer' })
  pictures!: number;

  /** How many calls are still reserved. */
  @Index('ledger_entries_reserved', { where: 'reserved > 0' })
  @Column({ type: 'integer' })
  reserved!: number;

  /** The attempt whose call is under way, or was cut off by the end of its process; null: none. */
  @Index('ledger_entries_attempt', { where: 'attempt IS NOT NULL' })
  @Column({ type: 'varchar', length: 36, nullable: true })
  attempt!: string | null;

  /** How many calls were answered, and paid. */
  @Column({ type: 'integer' })
  settled!: number;

  /**
   * How many calls ended so that nobody knows whether they were paid: each counts as its estimate.
   */
  @Column({ name: 'cut_off', type: 'integer' })
  cutOff!: number;

  /** What the settled calls have cost. */
  @Column({ name: 'settled_micro_dollars', type: 'integer' })
  settledMicroDollars!: number;

  /** What counts in the budgets: all that is settled, and the estimate of everything else. */
  @Column({ name: 'micro_dollars', type: 'integer' })
  microDollars!: number;
}
