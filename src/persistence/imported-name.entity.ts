import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { InteractionEntity } from './interaction.entity.js';
import { STORABLE } from './storable-text.js';

/**
 * A file name that the Python bot gave to a picture of an imported interaction. It identifies cards
 * without an id. It is deleted together with the interaction.
 */
@Entity({ name: 'imported_names' })
export class ImportedNameEntity {
  @PrimaryColumn({ name: 'interaction_id', type: 'varchar', length: 36 })
  @ForeignKey(() => InteractionEntity, {
    name: 'imported_names_interaction',
    onDelete: 'CASCADE',
  })
  interactionId!: string;

  @Index('imported_names_name')
  @PrimaryColumn({ type: 'varchar', length: 255, transformer: STORABLE })
  name!: string;
}
