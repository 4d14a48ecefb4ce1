import type { EntityMetadata, EntitySubscriberInterface, InsertEvent, LoadEvent } from 'typeorm';

import { ENCRYPTED_COLUMNS, placeOf } from './encrypted-columns.js';
import type { Keyring } from './keyring.js';
import { openedText, sealedText } from './sealed-text.js';

/** The values of a row by property, as TypeORM gives and takes them. */
type Row = Record<string, unknown>;

/**
 * Encrypts the texts of {@link ENCRYPTED_COLUMNS} as rows are inserted, and decrypts them as rows
 * are loaded, whoever inserts and loads them. What does not decrypt stays as it is stored, so that
 * one damaged row does not fail the query of others; nothing takes it for a text.
 */
export class Texts implements EntitySubscriberInterface<Row> {
  constructor(readonly keyring: Keyring) {}

  afterLoad(row: Row, event?: LoadEvent<Row>): void {
    if (event !== undefined) this.eachText(event.metadata, row, openedText);
  }

  beforeInsert({ metadata, entity }: InsertEvent<Row>): void {
    this.eachText(metadata, entity, sealedText);
  }

  /** The same row as it may be stored, for a statement that TypeORM does not make. */
  sealed<T extends object>(metadata: EntityMetadata, row: T): T {
    const copy = { ...row };
    this.eachText(metadata, copy, sealedText);
    return copy;
  }

  /** The row that is stored as this one, for a statement that TypeORM does not make. */
  opened<T extends object>(metadata: EntityMetadata, stored: T): T {
    const copy = { ...stored };
    this.eachText(metadata, copy, openedText);
    return copy;
  }

  private eachText(metadata: EntityMetadata, row: object, change: typeof openedText): void {
    for (const { entity, rowKey, column } of ENCRYPTED_COLUMNS) {
      if (metadata.target !== entity) continue;
      const text: unknown = Reflect.get(row, column);
      if (typeof text !== 'string') continue;
      const keys = rowKey.map((property): unknown => Reflect.get(row, property));
      const place = placeOf(metadata.tableName, databaseName(metadata, column), keys);
      Reflect.set(row, column, change(this.keyring, place, text) ?? text);
    }
  }
}

function databaseName(metadata: EntityMetadata, property: string): string {
  return metadata.findColumnWithPropertyName(property)?.databaseName ?? property;
}
