import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes which cards were deleted, and which servers and channels are gone. */
export class NoteDeletions1800100000001 implements MigrationInterface {
  readonly name = 'NoteDeletions1800100000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN deleted_at varchar(24)');
    await queryRunner.query(
      'CREATE INDEX interactions_deleted ON interactions (deleted_at) WHERE deleted_at IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE TABLE "gone_places" ("guild_id" varchar(20) NOT NULL, "channel_id" varchar(20) NOT NULL, "since" varchar(24) NOT NULL, PRIMARY KEY ("guild_id", "channel_id"))',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE gone_places');
    await queryRunner.query('DROP INDEX interactions_deleted');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN deleted_at');
  }
}
