import { afterAll, afterEach } from '@jest/globals';

/** Ends something that a test has started. */
export type Ending = () => Promise<unknown>;

const ofTest: Ending[] = [];
const ofFile: Ending[] = [];

afterEach(() => endAll(ofTest));
afterAll(() => endAll(ofFile));

/** Ends something after the test, what was started last first. */
export function endAfterTest(end: Ending): void {
  ofTest.push(end);
}

/** Ends something after the last test of the file. */
export function endAfterFile(end: Ending): void {
  ofFile.push(end);
}

/** One that fails keeps none of the others from being tried. */
async function endAll(endings: Ending[]): Promise<void> {
  const errors: unknown[] = [];
  for (const end of endings.splice(0).toReversed()) {
    try {
      await end();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'What a test started did not end.');
}
