import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The index that finds unused interactions. */
export class FindUnused1798100000000 implements MigrationInterface {
  readonly name = 'FindUnused1798100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX interaction_states_last_used ON interaction_states (last_used_at)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX interaction_states_last_used');
  }
}
