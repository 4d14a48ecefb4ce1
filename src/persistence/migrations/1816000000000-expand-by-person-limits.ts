import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the limits of a person need: their places for requests that wait, when they have asked, how
 * many bytes their pictures take, and which previews nobody has confirmed.
 */
export class ExpandByPersonLimits1816000000000 implements MigrationInterface {
  readonly name = 'ExpandByPersonLimits1816000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN waiting_place varchar(25)');
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN preview_version integer');
    await queryRunner.query(
      'CREATE UNIQUE INDEX interactions_waiting_place ON interactions (waiting_place) WHERE waiting_place IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX interactions_previews ON interactions (created_at) WHERE preview_version IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX interactions_person_bytes ON interactions (user_id, image_bytes) WHERE user_id IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE TABLE person_requests (person_id varchar(20) PRIMARY KEY NOT NULL, times text NOT NULL, noted_at varchar(24) NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE person_requests');
    await queryRunner.query('DROP INDEX interactions_person_bytes');
    await queryRunner.query('DROP INDEX interactions_previews');
    await queryRunner.query('DROP INDEX interactions_waiting_place');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN preview_version');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN waiting_place');
  }
}
