/**
 * Finds the Chromium that the page's tests and screenshots run in, or gets Debian's: jest's
 * `globalSetup`. Tells it in the environment as CHROMIUM_PATH; what is set there is taken as it is.
 */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const PACKAGES = ['chromium', 'fonts-noto-color-emoji'];

/** The path of a Chromium of this machine; undefined: there is none. */
async function findBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...ELSEWHERE,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

async function isExecutable(file) {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    // Whatever the reason: it cannot be run.
    return false;
  }
}

async function installBrowser() {
  if (process.getuid?.() !== 0 || !(await isExecutable('/usr/bin/apt-get'))) return;
  process.stderr.write(`Installing ${PACKAGES.join(' and ')} for the browser tests …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
    env,
    maxBuffer: 2 ** 26,
  });
}

/** Sees to it that there is a browser; where it cannot, the tests that need one say so. */
export default async function setUpBrowser() {
  if (process.env.CHROMIUM_PATH) return;
  let found = await findBrowser();
  if (found === undefined) {
    await installBrowser();
    found = await findBrowser();
  }
  if (found !== undefined) process.env.CHROMIUM_PATH = found;
}
