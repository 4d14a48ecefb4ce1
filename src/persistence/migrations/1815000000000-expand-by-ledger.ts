import type { MigrationInterface, QueryRunner } from 'typeorm';

const CREATE = [
  'CREATE TABLE ledger_entries (id varchar(36) PRIMARY KEY NOT NULL, turn integer NOT NULL, generation_id varchar(36) NOT NULL, interaction_id varchar(36) NOT NULL, person_id varchar(20), guild_id varchar(20), model varchar(100) NOT NULL, price_date varchar(10), day varchar(10) NOT NULL, at varchar(24) NOT NULL, estimate integer NOT NULL, pictures integer NOT NULL, reserved integer NOT NULL, attempt varchar(36), settled integer NOT NULL, cut_off integer NOT NULL, settled_micro_dollars integer NOT NULL, micro_dollars integer NOT NULL)',
  'CREATE UNIQUE INDEX ledger_entries_turn ON ledger_entries (turn)',
  'CREATE INDEX ledger_entries_generation ON ledger_entries (generation_id)',
  'CREATE INDEX ledger_entries_day ON ledger_entries (day, micro_dollars)',
  'CREATE INDEX ledger_entries_person ON ledger_entries (person_id, at, pictures, micro_dollars) WHERE person_id IS NOT NULL',
  'CREATE INDEX ledger_entries_guild ON ledger_entries (guild_id, at, pictures, micro_dollars) WHERE guild_id IS NOT NULL',
  'CREATE INDEX ledger_entries_reserved ON ledger_entries (reserved) WHERE reserved > 0',
  'CREATE INDEX ledger_entries_attempt ON ledger_entries (attempt) WHERE attempt IS NOT NULL',
];

/** Keeps what generations may spend, and what they have spent. */
export class ExpandByLedger1815000000000 implements MigrationInterface {
  readonly name = 'ExpandByLedger1815000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of CREATE) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE ledger_entries');
  }
}
