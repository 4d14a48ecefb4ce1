import { afterEach } from '@jest/globals';

let tests = 0;

afterEach(() => {
  tests += 1;
});

/**
 * Waits, one turn of the event loop after the other, until something has come about; no longer than
 * the test lives.
 */
export async function eventually(hasCome: () => boolean | Promise<boolean>): Promise<void> {
  const test = tests;
  while (!(await hasCome())) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    if (tests !== test) throw new Error('It had not come about when the test was over.');
  }
}
