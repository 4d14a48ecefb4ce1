import { describe, expect, it } from '@jest/globals';

import { BatchSize } from '../../../src/maintenance/retention/batch-size.js';

describe('the size of a batch', () => {
  it('the size of a batch begins with 50 rows, and stays so where that is quick', () => {
    const size = new BatchSize();
    expect(size.rows).toBe(50);
    size.observe(5);
    expect(size.rows).toBe(50);
  });

  it('the size of a batch is halved when a batch held the database too long, down to 10 rows', () => {
    const size = new BatchSize();
    const sizes = Array.from({ length: 4 }, () => {
      size.observe(30);
      return size.rows;
    });
    expect(sizes).toEqual([25, 12, 10, 10]);
  });

  it('the size of a batch grows again, slowly', () => {
    const size = new BatchSize();
    size.observe(30);
    for (let n = 0; n < 5; n += 1) size.observe(3);
    expect(size.rows).toBe(30);
    for (let n = 0; n < 50; n += 1) size.observe(3);
    expect(size.rows).toBe(50);
  });
});
