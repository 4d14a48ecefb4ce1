import { CommandRequestEntity } from '../command-request.entity.js';
import { InteractionEntity } from '../interaction.entity.js';
import { ModelTurnEntity } from '../model-turn.entity.js';
import { ModerationEntryEntity } from '../moderation-entry.entity.js';
import { NoteEntity } from '../note.entity.js';

/** A column that holds what people wrote, or what models made of it. */
export interface EncryptedColumn {
  readonly entity: new () => object;
  /** The properties that tell a row apart, in the order of the primary key. */
  readonly rowKey: readonly string[];
  /** The property of the text. */
  readonly column: string;
}

/**
 * All columns that are encrypted where there is a master key. A table with such a column needs
 * nothing but a line here; statements that TypeORM does not make itself use `Texts.sealed`.
 */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { entity: InteractionEntity, rowKey: ['id'], column: 'document' },
  { entity: ModelTurnEntity, rowKey: ['interactionId', 'imageKey'], column: 'kept' },
  { entity: CommandRequestEntity, rowKey: ['id'], column: 'request' },
  { entity: ModerationEntryEntity, rowKey: ['key'], column: 'entry' },
  { entity: NoteEntity, rowKey: ['name'], column: 'content' },
];

/** What a text is bound to: by the names in the database, which outlive those of the program. */
export function placeOf(table: string, column: string, rowKey: readonly unknown[]): string {
  return `text ${JSON.stringify([table, column, ...rowKey])}`;
}
