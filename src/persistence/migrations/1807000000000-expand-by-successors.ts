import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a process hand its duties over to the one that waits for them. */
export class ExpandBySuccessors1807000000000 implements MigrationInterface {
  readonly name = 'ExpandBySuccessors1807000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE duties ADD COLUMN successor varchar(36)');
    await queryRunner.query('ALTER TABLE duties ADD COLUMN successor_until varchar(24)');
    await queryRunner.query('ALTER TABLE duties ADD COLUMN ready_at varchar(24)');
    await queryRunner.query('ALTER TABLE duties ADD COLUMN predecessor_until varchar(24)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE duties DROP COLUMN predecessor_until');
    await queryRunner.query('ALTER TABLE duties DROP COLUMN ready_at');
    await queryRunner.query('ALTER TABLE duties DROP COLUMN successor_until');
    await queryRunner.query('ALTER TABLE duties DROP COLUMN successor');
  }
}
