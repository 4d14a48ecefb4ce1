import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes which process has begun work, so that others know whether it died over it. */
export class ExpandByWhoBegan1806000000000 implements MigrationInterface {
  readonly name = 'ExpandByWhoBegan1806000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE event_beginnings ADD COLUMN process varchar(36)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE event_beginnings DROP COLUMN process');
  }
}
