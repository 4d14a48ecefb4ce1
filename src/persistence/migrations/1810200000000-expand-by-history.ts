import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notes who asked and when in columns, so that the history of one person is found by an index. Rows
 * that are there already are filled later, in small batches (`unfilled-columns.ts`).
 */
export class ExpandByHistory1810200000000 implements MigrationInterface {
  readonly name = 'ExpandByHistory1810200000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN user_id varchar(20)');
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN created_at varchar(24)');
    await queryRunner.query(
      'CREATE INDEX interactions_history ON interactions (user_id, created_at, id) WHERE user_id IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX interactions_kept_history ON interactions (user_id, created_at, id) WHERE kept_by IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX interactions_unfilled ON interactions (id) WHERE created_at IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_unfilled');
    await queryRunner.query('DROP INDEX interactions_kept_history');
    await queryRunner.query('DROP INDEX interactions_history');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN created_at');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN user_id');
  }
}
