import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what models need to go on from their pictures. */
export class ExpandByModelTurns1812000000000 implements MigrationInterface {
  readonly name = 'ExpandByModelTurns1812000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // TypeORM finds the foreign key by its quoted name.
    await queryRunner.query(
      'CREATE TABLE "model_turns" ("interaction_id" varchar(36) NOT NULL, "image_key" varchar(255) NOT NULL, "kept" text NOT NULL, PRIMARY KEY ("interaction_id", "image_key"), CONSTRAINT "model_turns_interaction" FOREIGN KEY ("interaction_id") REFERENCES "interactions" ("id") ON DELETE CASCADE)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "model_turns"');
  }
}
