import { afterEach } from '@jest/globals';
import type { DependencyContainer, InjectionToken } from 'tsyringe';

import { readConfig, type Config } from '../../src/config/config.js';
import { createContainer } from '../../src/container.js';
import { DATA_SOURCE, openDatabase } from '../../src/persistence/database/database.js';
import { RecordingLogger } from './recording-logger.js';
import { temporaryDirectory } from './temporary-directory.js';

const made: DependencyContainer[] = [];

afterEach(async () => {
  for (const container of made.splice(0)) {
    const dataSource = container.resolve(DATA_SOURCE);
    if (dataSource.isInitialized) await dataSource.destroy();
    await container.dispose();
  }
});

/** A replacement for what a token stands for. */
export type Double = readonly [token: InjectionToken, double: object | number | boolean];

/** The product's container over a data directory of its own. */
export interface TestContainer {
  readonly container: DependencyContainer;
  readonly config: Config;
  readonly logger: RecordingLogger;
}

/** A configuration for tests: the offline model, in a temporary data directory. */
export async function testConfig(env: Readonly<Record<string, string>> = {}): Promise<Config> {
  return readConfig({
    DISCORD_TOKEN: 'a-token',
    IMAGE_MODEL: 'offline',
    BOT_DATA_DIR: await temporaryDirectory(),
    ...env,
  });
}

/**
 * A child of the product's container with an open, migrated SQLite database and the doubles in
 * place of what they replace. Everything is closed after the test.
 */
export async function testContainer(doubles: readonly Double[] = []): Promise<TestContainer> {
  const config = await testConfig();
  const logger = new RecordingLogger();
  const container = createContainer(config, logger).createChildContainer();
  for (const [token, double] of doubles) container.registerInstance(token, double);
  made.push(container);
  await openDatabase(container.resolve(DATA_SOURCE));
  return { container, config, logger };
}
