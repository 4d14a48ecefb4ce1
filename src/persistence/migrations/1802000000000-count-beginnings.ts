import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how often work has begun that a process may have died over. */
export class CountBeginnings1802000000000 implements MigrationInterface {
  readonly name = 'CountBeginnings1802000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "event_beginnings" ("id" varchar(64) NOT NULL, "beginnings" integer NOT NULL, "begun_at" varchar(24) NOT NULL, PRIMARY KEY ("id"))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "event_beginnings"');
  }
}
