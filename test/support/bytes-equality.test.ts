import { expect, it } from '@jest/globals';

it('bytes are equal where each of them is, whatever holds them', () => {
  expect(Buffer.from('ab')).toEqual(Buffer.from('ab'));
  expect(Buffer.from('ab')).toEqual(new Uint8Array([97, 98]));
  expect(Buffer.from('ab')).not.toEqual(Buffer.from('ac'));
  expect(Buffer.from('ab')).not.toEqual(Buffer.from('abc'));
  expect(Buffer.from('ab')).not.toEqual(new Uint8Array([97]));
  expect({ bytes: [Buffer.from('ab')] }).not.toEqual({ bytes: [Buffer.from('ac')] });
});
