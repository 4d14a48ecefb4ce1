import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers for a while which requests were removed, so that they are not answered again. */
export class ExpandByRemovedRequests1809100000000 implements MigrationInterface {
  readonly name = 'ExpandByRemovedRequests1809100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE removed_requests (message_id varchar(20) PRIMARY KEY NOT NULL, removed_at varchar(24) NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE removed_requests');
  }
}
