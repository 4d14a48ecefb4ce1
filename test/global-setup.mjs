/** What the tests need of the machine, once before all of them: jest's `globalSetup`. */
import setUpBrowser from './playground/page/browser-setup.mjs';
import setUpPostgres from './support/postgres/setup.mjs';
import { findProgram, installPackages } from './support/programs.mjs';

export default async function setUp() {
  await setUpPostgres();
  await setUpBrowser();
  // For the disk that breaks, which is written in C.
  if ((await findProgram(['cc'])) === undefined) await installPackages(['gcc', 'libc6-dev']);
}
