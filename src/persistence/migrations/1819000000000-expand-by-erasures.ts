import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps whose data is being erased until that is done, and which cards are still to say so. */
export class ExpandByErasures1819000000000 implements MigrationInterface {
  readonly name = 'ExpandByErasures1819000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE erasures (subject_kind varchar(12) NOT NULL, subject_id varchar(36) NOT NULL, requested_at varchar(24) NOT NULL, worker varchar(36), lease_until varchar(24), progress text NOT NULL, PRIMARY KEY (subject_kind, subject_id))',
    );
    await queryRunner.query(
      'CREATE TABLE removed_cards (message_id varchar(20) PRIMARY KEY NOT NULL, channel_id varchar(20) NOT NULL, guild_id varchar(20), interaction_id varchar(36) NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE removed_cards');
    await queryRunner.query('DROP TABLE erasures');
  }
}
