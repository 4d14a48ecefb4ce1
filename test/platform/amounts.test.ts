import { describe, expect, it } from '@jest/globals';

import { bytesText, countText } from '../../src/platform/amounts.js';

describe('amounts for people', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1_572_864, '1.5 MiB'],
    [5 * 1024 ** 4, '5.0 TiB'],
    [5 * 1024 ** 5, '5120.0 TiB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it('amounts are counted in one or many', () => {
    expect(countText(1, 'picture')).toBe('1 picture');
    expect(countText(12_000, 'picture')).toBe('12,000 pictures');
    expect(countText(0, 'copy', 'copies')).toBe('0 copies');
  });
});
