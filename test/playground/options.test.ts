import { expect, it } from '@jest/globals';

import { demoOptions } from '../../src/playground/options.js';

it('the demo is a playground at its own port, with nothing kept, unless told otherwise', () => {
  expect(demoOptions([])).toEqual({
    kind: 'playground',
    port: 2015,
    opensBrowser: false,
    dataDir: undefined,
  });
  expect(demoOptions(['--open', '--data', 'here', '--port=3000'])).toEqual({
    kind: 'playground',
    port: 3000,
    opensBrowser: true,
    dataDir: 'here',
  });
});

it('the demo walks into a directory of its own or the named one', () => {
  expect(demoOptions(['--walk'])).toEqual({ kind: 'walk', dir: 'demo_data' });
  expect(demoOptions(['--walk', 'there'])).toEqual({ kind: 'walk', dir: 'there' });
});

it.each([
  [['--port'], /port/],
  [['--port', '0'], /1 to 65535/],
  [['--port', '65536'], /1 to 65535/],
  [['--port', '80x'], /"80x"/],
  [['--data', ''], /directory/],
  [['--nonsense'], /nonsense/],
  [['stray'], /"stray"/],
  [['--walk', 'a', 'b'], /one directory/],
  [['--walk', '--port', '3000'], /--port/],
])('the demo refuses %j with a sentence', (args, userMessage) => {
  expect(() => demoOptions(args)).toThrow(userMessage);
});
