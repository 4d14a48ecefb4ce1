import { expect, it } from '@jest/globals';

it('bytes are equal where each of them is, and of one type', () => {
  expect(Buffer.from('ab')).toEqual(Buffer.from('ab'));
  expect(Buffer.from('ab')).not.toEqual(Buffer.from('ac'));
  expect(Buffer.from('ab')).not.toEqual(Buffer.from('abc'));
  expect(Buffer.from('ab')).not.toEqual(new Uint8Array([97, 98]));
  expect({ bytes: [Buffer.from('ab')] }).not.toEqual({ bytes: [Buffer.from('ac')] });
});
