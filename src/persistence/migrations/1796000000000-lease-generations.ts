import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns for claims of generations, and the records of image models. */
export class LeaseGenerations1796000000000 implements MigrationInterface {
  readonly name = 'LeaseGenerations1796000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const column of [
      'lease_owner varchar(36)',
      'lease_since varchar(24)',
      'lease_until varchar(24)',
      'claims integer',
    ]) {
      await queryRunner.query(`ALTER TABLE interaction_states ADD COLUMN ${column}`);
    }
    await queryRunner.query(
      'CREATE TABLE model_records (name varchar(100) PRIMARY KEY NOT NULL, average_ms integer, failures_in_a_row integer NOT NULL, closed_until varchar(24))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE model_records');
    for (const column of ['lease_owner', 'lease_since', 'lease_until', 'claims']) {
      await queryRunner.query(`ALTER TABLE interaction_states DROP COLUMN ${column}`);
    }
  }
}
