import { describe, expect, it } from '@jest/globals';

import { SoleDuties } from '../../src/persistence/sole-duties.js';
import { openTestDatabase, recordStatements } from '../support/test-database.js';

describe('the duties of an only process', () => {
  it('an only process has each duty at once, also one that a former process left, and writes nothing', async () => {
    const { dataSource, clock, logger } = await openTestDatabase();
    await new SoleDuties(dataSource, clock, logger).take('cleanup');
    const statements = recordStatements(dataSource);
    const duties = new SoleDuties(dataSource, clock, logger);
    const duty = await duties.hold('cleanup');
    expect([...duties.holding]).toEqual(['cleanup']);
    await duty.release();
    expect([...duties.holding]).toEqual([]);
    expect(duty.lost.aborted).toBe(false);
    expect(statements).toEqual([]);
  });
});
