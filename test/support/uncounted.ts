import type { Beginnings } from '../../src/persistence/beginnings.js';
import { strictDouble } from './strict-double.js';

/** Does all work at once, whatever former processes died over. */
export const UNCOUNTED = strictDouble<Beginnings>('Beginnings', { run: ({ work }) => work() });
