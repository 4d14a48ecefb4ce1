import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes who keeps an interaction from cleanup. */
export class ExpandByKeptCards1809000000000 implements MigrationInterface {
  readonly name = 'ExpandByKeptCards1809000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN kept_by varchar(20)');
    await queryRunner.query(
      'CREATE INDEX interactions_kept ON interactions (kept_by) WHERE kept_by IS NOT NULL',
    );
    // A cleanup passes kept interactions each time, so it must not read their rows.
    await queryRunner.query('DROP INDEX interactions_last_used');
    await queryRunner.query(
      'CREATE INDEX interactions_last_used ON interactions (last_used_at, kept_by)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_last_used');
    await queryRunner.query('CREATE INDEX interactions_last_used ON interactions (last_used_at)');
    await queryRunner.query('DROP INDEX interactions_kept');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN kept_by');
  }
}
