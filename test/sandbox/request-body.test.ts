import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../../src/sandbox/rest/request-body.js';

describe('the reading of a JSON body', () => {
  it.each([
    ['{"id":1574675099271823360}', { id: '1574675099271823360' }],
    ['[1574675099271823360, 1574675099271823361]', ['1574675099271823360', '1574675099271823361']],
    [
      '{"text":"1574675099271823360","id": 1574675099271823360}',
      { text: '1574675099271823360', id: '1574675099271823360' },
    ],
    [
      String.raw`{"text":"a \" ,1574675099271823360","id":1574675099271823360}`,
      { text: 'a " ,1574675099271823360', id: '1574675099271823360' },
    ],
    [
      '{"small":12,"half":0.1234567890123456789,"big":1574675099271823360}',
      { small: 12, half: 0.123_456_789_012_345_68, big: '1574675099271823360' },
    ],
  ])('the reading of a JSON body keeps ids exactly in %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('the reading of a JSON body refuses what is no JSON with 50109', () => {
    expect(() => parseJson('{')).toThrow('invalid JSON');
  });
});
