import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what moderators want to know of for its time. */
export class ExpandByModerationEntries1818000000000 implements MigrationInterface {
  readonly name = 'ExpandByModerationEntries1818000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE moderation_entries (entry_key varchar(120) PRIMARY KEY NOT NULL, guild_id varchar(20), person_id varchar(20) NOT NULL, entry text NOT NULL, noted_at varchar(24) NOT NULL, channel_id varchar(20), message_id varchar(20))',
    );
    await queryRunner.query(
      'CREATE INDEX moderation_entries_by_time ON moderation_entries (noted_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE moderation_entries');
  }
}
