import { describe, expect, it } from '@jest/globals';

import { CodeLabel } from '../../src/monitoring/code-label.js';

describe('the label of a code', () => {
  it.each(['ok', 'picture', 'model.blocked_prompt', 'storage.full'])(
    'the label of a code is %s itself',
    (code) => {
      expect(new CodeLabel().of(code)).toBe(code);
    },
  );

  it.each([
    'a prompt',
    'model.',
    'Model.blocked',
    'model.1234567890',
    `model.${'x'.repeat(41)}`,
    '',
  ])('the label of a code is "other" for %j', (text) => {
    expect(new CodeLabel().of(text)).toBe('other');
  });

  it('the label of a code is "other" for whatever comes after a hundred different ones', () => {
    const label = new CodeLabel();
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const codes = letters.flatMap((a) => letters.map((b) => `model.${a}${b}`));
    expect(codes.map((code) => label.of(code))).toEqual(codes);
    expect(label.of('model.one_more')).toBe('other');
    expect(label.of('model.aa')).toBe('model.aa');
  });
});
