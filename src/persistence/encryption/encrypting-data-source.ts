import { DataSource, type DataSourceOptions } from 'typeorm';

import { NO_KEYS, type Keyring } from './keyring.js';
import { Texts } from './texts.js';

/** A data source whose texts are encrypted where there is a master key. */
export class EncryptingDataSource extends DataSource {
  readonly texts: Texts;

  constructor(options: DataSourceOptions, keyring: Keyring) {
    super(options);
    this.texts = new Texts(keyring);
  }

  override async initialize(): Promise<this> {
    await super.initialize();
    this.subscribers.push(this.texts);
    return this;
  }
}

/** What encrypts and decrypts the texts of a data source. */
export function textsOf(dataSource: DataSource): Texts {
  return dataSource instanceof EncryptingDataSource ? dataSource.texts : PLAIN;
}

const PLAIN = new Texts(NO_KEYS);
