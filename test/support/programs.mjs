/** Programs of this machine that tests need, and how to get them from Debian. */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The path of the first program that is there; undefined: none is.
 *
 * @param {readonly string[]} names looked for in each folder of PATH.
 * @param {readonly string[]} elsewhere whole paths.
 */
export async function findProgram(names, elsewhere = []) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
    ...elsewhere,
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

/** Installs packages, as root on Debian; elsewhere nothing happens. */
export async function installPackages(packages) {
  if (process.getuid?.() !== 0 || !(await isExecutable('/usr/bin/apt-get'))) return;
  process.stderr.write(`Installing ${packages.join(' and ')} for the tests …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    maxBuffer: 2 ** 26,
  });
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
