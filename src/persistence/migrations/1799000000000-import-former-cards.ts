import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds cards of the Python bot by their messages and the names of their pictures. */
export class ImportFormerCards1799000000000 implements MigrationInterface {
  readonly name = 'ImportFormerCards1799000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "imported_files" ("interaction_id" varchar(36) NOT NULL, "name" varchar(255) NOT NULL, PRIMARY KEY ("interaction_id", "name"), CONSTRAINT "imported_files_interaction" FOREIGN KEY ("interaction_id") REFERENCES "interaction_states" ("id") ON DELETE CASCADE)',
    );
    await queryRunner.query('CREATE INDEX imported_files_name ON imported_files (name)');
    await queryRunner.query(
      'CREATE INDEX interaction_states_message ON interaction_states (message_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interaction_states_message');
    await queryRunner.query('DROP TABLE imported_files');
  }
}
