import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `notes`: something that the bot noted about itself. */
@Entity({ name: 'notes' })
export class NoteEntity {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'text' })
  content!: string;
}
