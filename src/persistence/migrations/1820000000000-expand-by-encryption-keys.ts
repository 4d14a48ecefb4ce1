import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Knows which master keys the stored data needs. */
export class ExpandByEncryptionKeys1820000000000 implements MigrationInterface {
  readonly name = 'ExpandByEncryptionKeys1820000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE encryption_keys (id varchar(32) PRIMARY KEY NOT NULL, proof varchar(255) NOT NULL, used_since varchar(24) NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE encryption_keys');
  }
}
