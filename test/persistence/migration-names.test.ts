import { expect, it } from '@jest/globals';

import { createDataSource } from '../../ormconfig.js';
import { onlyExpands } from '../../src/persistence/database/database.js';

/** The last migration from before the rule. */
const BEFORE_THE_RULE = 'TakeDuties1803000000000';

it('each migration says in its name whether it expands or contracts', () => {
  const names = createDataSource(':memory:').options.migrations as readonly { name: string }[];
  const after = names.map(({ name }) => name);
  const ruled = after.slice(after.indexOf(BEFORE_THE_RULE) + 1);
  expect(ruled.filter((name) => !/^(?:Expand|Contract)[A-Z]\w*\d{13}$/.test(name))).toEqual([]);
});

it('only a migration that expands is passed over by a program that does not know it', () => {
  expect(onlyExpands('ExpandByDays1804000000000')).toBe(true);
  expect(onlyExpands('ContractDays1900000000000')).toBe(false);
});
