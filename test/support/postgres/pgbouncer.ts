import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import getPort from 'get-port';

import { endAfterFile } from '../endings.js';

const run = promisify(execFile);

const PROGRAM = 'usr/sbin/pgbouncer';
const LIBRARIES = [`usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`];
const CACHE = path.resolve('node_modules/.cache/pgbouncer');

/** It refuses to run as root, as PostgreSQL does. */
const NOBODY = 65_534;
const USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Ends it, and removes its files, when the process that started it is gone. */
const KEEP = '"$0" "$1" & pid=$!; cat > /dev/null; kill $pid; wait $pid; rm -rf "$2"';

/**
 * What the documentation asks for, and few connections, so that each soon serves somebody else. The
 * names of databases are passed on.
 */
const settings = (to: URL, port: number) => `[databases]
* = host=${to.hostname} port=${to.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = users.txt
max_client_conn = 200
default_pool_size = 3
pool_mode = transaction
ignore_startup_parameters = statement_timeout
`;

let started: Promise<number> | undefined;

/**
 * The address of the same database through a PgBouncer in transaction mode, which runs until the
 * test file ends.
 */
export async function throughPgBouncer(url: string): Promise<string> {
  const way = new URL(url);
  started ??= start(way);
  way.port = String(await started);
  return way.href;
}

async function start(to: URL): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nanobanana-pgbouncer-'));
  const program = await programIn(folder);
  const port = await getPort();
  await writeFile(path.join(folder, 'pgbouncer.ini'), settings(to, port));
  await writeFile(path.join(folder, 'users.txt'), `"${to.username}" ""\n`);
  // All of it, so that this user can remove it.
  if (USER.uid !== undefined) await run('chown', ['-R', `${USER.uid}:${USER.gid}`, folder]);
  const libraries = LIBRARIES.map((name) => path.join(folder, name)).join(':');
  const child = spawn('sh', ['-c', KEEP, program, 'pgbouncer.ini', folder], {
    ...USER,
    cwd: folder,
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  endAfterFile(async () => {
    const exit = once(child, 'exit');
    child.stdin.end();
    await exit;
  });
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    if (!line.includes('process up')) continue;
    child.stderr.resume();
    return port;
  }
  throw new Error(`PgBouncer did not start: ${said.join('\n')}`);
}

/** The path of the program: the installed one, else Debian's, which is then in the folder. */
async function programIn(folder: string): Promise<string> {
  const installed = ['/usr/sbin', '/usr/bin', '/usr/local/bin'].map((bin) => `${bin}/pgbouncer`);
  const found = installed.find(existsSync);
  if (found !== undefined) return found;
  if (!existsSync(CACHE)) await download();
  await cp(CACHE, folder, { recursive: true });
  return path.join(folder, PROGRAM);
}

/** Fetches Debian's package, and what it needs, without installing any of it. */
async function download(): Promise<void> {
  await mkdir(path.dirname(CACHE), { recursive: true });
  const own = await mkdtemp(`${CACHE}-`);
  const archives = path.join(own, 'archives');
  const root = path.join(own, 'root');
  for (const folder of [`${archives}/partial`, `${own}/lists/partial`, root])
    await mkdir(folder, { recursive: true });
  // Lists of its own, because those of the system may be missing, and belong to root.
  const options = [
    'Debug::NoLocking=true',
    `Dir::Cache=${own}`,
    `Dir::Cache::archives=${archives}`,
    `Dir::State::lists=${own}/lists`,
  ].flatMap((option) => ['-o', option]);
  const getting = ['--no-install-recommends', '--download-only', '-y', 'install', 'pgbouncer'];
  try {
    await run('apt-get', [...options, 'update']);
    await run('apt-get', [...options, ...getting]);
    for (const name of await readdir(archives))
      if (name.endsWith('.deb')) await run('dpkg', ['-x', path.join(archives, name), root]);
    await rename(root, CACHE);
  } catch (cause) {
    // Another test file was faster.
    if (existsSync(CACHE)) return;
    throw new Error(
      'These tests need PgBouncer: install it, or run them on Debian with its package servers in reach.',
      { cause },
    );
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
