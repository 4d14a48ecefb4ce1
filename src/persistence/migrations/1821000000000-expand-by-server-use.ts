import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what was not used for longest on one server, which may keep less than all others. */
export class ExpandByServerUse1821000000000 implements MigrationInterface {
  readonly name = 'ExpandByServerUse1821000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX interactions_server_use ON interactions (guild_id, last_used_at) WHERE guild_id IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interactions_server_use');
  }
}
