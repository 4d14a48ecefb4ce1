import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets processes see whose request waits for the person's slot, so that the oldest comes first. */
export class ExpandByWaitingPeople1808000000000 implements MigrationInterface {
  readonly name = 'ExpandByWaitingPeople1808000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN waiting_person varchar(20)');
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN waiting_since varchar(24)');
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN waiting_until varchar(24)');
    await queryRunner.query(
      'CREATE INDEX interactions_waiting_person ON interactions (waiting_person) WHERE waiting_person IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_waiting_person');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN waiting_until');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN waiting_since');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN waiting_person');
  }
}
