import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The gateway's sessions, the last handled click of each card, and a unique row for each message
 * that asked.
 */
export class KeepWhatWasMissed1797000000000 implements MigrationInterface {
  readonly name = 'KeepWhatWasMissed1797000000000';

  // Plain SQL, because TypeORM would copy the whole SQLite table to add a column.
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE gateway_sessions (shard_id integer PRIMARY KEY NOT NULL, shard_count integer NOT NULL, session_id varchar(100) NOT NULL, resume_url text NOT NULL, sequence integer NOT NULL, seen_up_to varchar(20) NOT NULL, catch_up_since varchar(20))',
    );
    await queryRunner.query('ALTER TABLE interaction_states ADD COLUMN last_click_id varchar(20)');
    // If one message has two rows, both stay, and only one of them keeps the message id.
    await queryRunner.query(
      'UPDATE interaction_states SET request_message_id = NULL WHERE request_message_id IS NOT NULL AND id NOT IN (SELECT MIN(id) FROM interaction_states GROUP BY request_message_id)',
    );
    await queryRunner.query(
      'CREATE UNIQUE INDEX interaction_states_request ON interaction_states (request_message_id)',
    );
    await queryRunner.query(
      'CREATE INDEX interaction_states_direct ON interaction_states (channel_id, last_used_at, guild_id) WHERE guild_id IS NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interaction_states_direct');
    await queryRunner.query('DROP INDEX interaction_states_request');
    await queryRunner.query('ALTER TABLE interaction_states DROP COLUMN last_click_id');
    await queryRunner.query('DROP TABLE gateway_sessions');
  }
}
