import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what commands ask for until their cards are there. */
export class ExpandByCommandRequests1813000000000 implements MigrationInterface {
  readonly name = 'ExpandByCommandRequests1813000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE command_requests (id varchar(20) PRIMARY KEY NOT NULL, guild_id varchar(20), request text NOT NULL, received_at varchar(24) NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE command_requests');
  }
}
