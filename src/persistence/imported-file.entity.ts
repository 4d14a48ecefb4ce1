import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { InteractionStateEntity } from './interaction-state.entity.js';

/**
 * One row of `imported_files`: a name that the predecessor gave to a picture of an interaction. It
 * goes with the interaction.
 */
@Entity({ name: 'imported_files' })
export class ImportedFileEntity {
  @PrimaryColumn({ name: 'interaction_id', type: 'varchar', length: 36 })
  @ForeignKey(() => InteractionStateEntity, {
    name: 'imported_files_interaction',
    onDelete: 'CASCADE',
  })
  interactionId!: string;

  @Index('imported_files_name')
  @PrimaryColumn({ type: 'varchar', length: 255 })
  name!: string;
}
