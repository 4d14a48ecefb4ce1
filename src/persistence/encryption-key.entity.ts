import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `encryption_keys`: a master key that something may be encrypted with. */
@Entity({ name: 'encryption_keys' })
export class EncryptionKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id!: string;

  /** A known text that the key has encrypted, by which another key of the same id is told apart. */
  @Column({ type: 'varchar', length: 255 })
  proof!: string;

  /** ISO 8601 in UTC. */
  @Column({ name: 'used_since', type: 'varchar', length: 24 })
  usedSince!: string;
}
