import { Column, Entity, PrimaryColumn } from 'typeorm';

import { STORABLE } from './storable-text.js';

/** One row of `notes`: something that the bot noted about itself. */
@Entity({ name: 'notes' })
export class NoteEntity {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'text', transformer: STORABLE })
  content!: string;
}
