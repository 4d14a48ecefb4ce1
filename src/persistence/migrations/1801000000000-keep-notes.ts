import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the bot notes about itself. */
export class KeepNotes1801000000000 implements MigrationInterface {
  readonly name = 'KeepNotes1801000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "notes" ("name" varchar(100) NOT NULL, "content" text NOT NULL, PRIMARY KEY ("name"))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "notes"');
  }
}
