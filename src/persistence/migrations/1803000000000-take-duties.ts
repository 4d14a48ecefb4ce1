import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes which process does what only one may do at a time. */
export class TakeDuties1803000000000 implements MigrationInterface {
  readonly name = 'TakeDuties1803000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "duties" ("name" varchar(64) NOT NULL, "owner" varchar(36) NOT NULL, "process" varchar(100) NOT NULL, "held_since" varchar(24) NOT NULL, "held_until" varchar(24) NOT NULL, PRIMARY KEY ("name"))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "duties"');
  }
}
