/** Finds the Chromium that the page's tests and screenshots run in, or gets Debian's. */
import { findProgram, installPackages } from '../../support/programs.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const PACKAGES = ['chromium', 'fonts-noto-color-emoji'];

/**
 * Sees to it that there is a browser, and tells it in the environment as CHROMIUM_PATH; what is set
 * there is taken as it is. Where there is none to be had, the tests that need one say so.
 */
export default async function setUpBrowser() {
  if (process.env.CHROMIUM_PATH) return;
  let found = await findProgram(NAMES, ELSEWHERE);
  if (found === undefined) {
    await installPackages(PACKAGES);
    found = await findProgram(NAMES, ELSEWHERE);
  }
  if (found !== undefined) process.env.CHROMIUM_PATH = found;
}
