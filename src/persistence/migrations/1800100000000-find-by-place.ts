import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The index that finds the interactions of a server, and of one of its channels. */
export class FindByPlace1800100000000 implements MigrationInterface {
  readonly name = 'FindByPlace1800100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX interactions_place ON interactions (guild_id, channel_id) WHERE guild_id IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_place');
  }
}
