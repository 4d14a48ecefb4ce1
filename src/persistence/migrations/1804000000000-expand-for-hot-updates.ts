import type { MigrationInterface, QueryRunner } from 'typeorm';

import { leaveRoomForUpdates } from '../database/engine.js';

/**
 * Keeps the instant of the last use where no index is, so that `last_used_at` can hold the day
 * alone, and indexes what the totals are estimated from. No row is rewritten.
 */
export class ExpandForHotUpdates1804000000000 implements MigrationInterface {
  readonly name = 'ExpandForHotUpdates1804000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE interactions ADD COLUMN used_at varchar(24)');
    await queryRunner.query('DROP INDEX interactions_image_bytes');
    await queryRunner.query(
      'CREATE INDEX interactions_image_bytes ON interactions (id, image_bytes)',
    );
    await leaveRoomForUpdates(queryRunner, 'interactions');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'UPDATE interactions SET last_used_at = used_at WHERE used_at > last_used_at',
    );
    await queryRunner.query('DROP INDEX interactions_image_bytes');
    await queryRunner.query('CREATE INDEX interactions_image_bytes ON interactions (image_bytes)');
    await queryRunner.query('ALTER TABLE interactions DROP COLUMN used_at');
  }
}
