import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';

/** The table of interactions. */
export class CreateInteractionStates1795000000000 implements MigrationInterface {
  readonly name = 'CreateInteractionStates1795000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'interaction_states',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'version', type: 'integer' },
          { name: 'format', type: 'integer' },
          { name: 'view', type: 'varchar', length: '16' },
          { name: 'user_id', type: 'varchar', length: '20' },
          { name: 'guild_id', type: 'varchar', length: '20', isNullable: true },
          { name: 'channel_id', type: 'varchar', length: '20' },
          { name: 'request_message_id', type: 'varchar', length: '20', isNullable: true },
          { name: 'message_id', type: 'varchar', length: '20', isNullable: true },
          { name: 'created_at', type: 'varchar', length: '24' },
          { name: 'last_used_at', type: 'varchar', length: '24' },
          { name: 'original_prompt', type: 'text' },
          { name: 'current_prompt', type: 'text' },
          { name: 'current_index', type: 'integer' },
          { name: 'inputs', type: 'text' },
          { name: 'outputs', type: 'text' },
          { name: 'notes', type: 'text' },
          { name: 'generation', type: 'text', isNullable: true },
          { name: 'under_way', type: 'varchar', length: '16', isNullable: true },
          { name: 'image_bytes', type: 'bigint' },
        ],
        indices: [
          {
            name: 'interaction_states_under_way',
            columnNames: ['under_way'],
            where: 'under_way IS NOT NULL',
          },
          { name: 'interaction_states_image_bytes', columnNames: ['image_bytes'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('interaction_states');
  }
}
