import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import { InteractionEntity } from './interaction.entity.js';

/**
 * One row of `model_turns`: what a model needs to go on from one of its pictures. It is deleted
 * together with the interaction.
 */
@Entity({ name: 'model_turns' })
export class ModelTurnEntity {
  @PrimaryColumn({ name: 'interaction_id', type: 'varchar', length: 36 })
  @ForeignKey(() => InteractionEntity, { name: 'model_turns_interaction', onDelete: 'CASCADE' })
  interactionId!: string;

  /** The picture, by its key in the image store. */
  @PrimaryColumn({ name: 'image_key', type: 'varchar', length: 255 })
  imageKey!: string;

  /** Only the model knows what it means. */
  @Column({ type: 'text' })
  kept!: string;
}
