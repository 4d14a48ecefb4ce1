import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the database refuse that more runs for a person at the same time than may. */
export class ExpandByPersonSlots1805000000000 implements MigrationInterface {
  readonly name = 'ExpandByPersonSlots1805000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN person_slot varchar(24)');
    await queryRunner.query(
      'CREATE UNIQUE INDEX interactions_person_slot ON interactions (person_slot) WHERE person_slot IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_person_slot');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN person_slot');
  }
}
