import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Script } from 'node:vm';

import { describe, expect, it } from '@jest/globals';
import { DockerfileParser, type From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { z } from 'zod';

import { readConfig } from '../src/config/config.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const read = (file: string) => readFile(file, 'utf8');
const dockerfile = DockerfileParser.parse(await read('Dockerfile'));
const unit = await read('docs/nanobanana.service');
const manifest: { bin: { nanobanana: string }; scripts: { start: string; prestart: string } } =
  JSON.parse(await read('package.json'));

/** Seconds that pictures under way get, and beside them what else a stop needs. */
const config = readConfig({ DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline' });
const MIN_STOP_SECONDS = config.shutdownGraceMs / 1000 + 10;

/** The words of a JSON instruction such as `CMD ["node", "x"]`. */
const jsonOf = (text: string): string[] => z.array(z.string()).parse(JSON.parse(text));

/** Each line of the unit, by its key. */
function settings(key: string): string[] {
  return [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

describe('the Dockerfile', () => {
  it('the Dockerfile has nothing that the linter warns of', async () => {
    expect(validate(await read('Dockerfile'))).toEqual([]);
    expect(validate('FROM node\nRUM x')).not.toEqual([]);
  });

  it('the Dockerfile copies what is there, and what .dockerignore lets through', async () => {
    const sources = dockerfile
      .getCOPYs()
      .filter((copy) => copy.getFlags().every((flag) => flag.getName() !== 'from'))
      .flatMap((copy) => copy.getArguments().slice(0, -1).map(String));
    expect(sources).toContain('src');
    const allowed = (await read('.dockerignore'))
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const source of sources) {
      expect([source, existsSync(source)]).toEqual([source, true]);
      expect(allowed).toContain(`!${source}`);
    }
    expect(allowed.filter((line) => !sources.includes(line.slice(1)))).toEqual([]);
  });

  it('the image is built without the sandbox and the playground, which are for development', async () => {
    const patterns = (await read('.dockerignore')).split('\n').filter((line) => /^[^#]/.test(line));
    // The last pattern that matches a path decides; each of ours names a whole path, or everything.
    const isLetThrough = (file: string) =>
      patterns
        .findLast((line) => {
          const pattern = line.replace(/^!/, '');
          return pattern === '*' || file === pattern || file.startsWith(`${pattern}/`);
        })
        ?.startsWith('!') ?? true;
    for (const file of ['src/main.ts', 'src/nanobanana.ts', 'src/bot/bot.ts', 'ormconfig.ts'])
      expect([file, isLetThrough(file)]).toEqual([file, true]);
    for (const file of ['src/sandbox/main.ts', 'src/playground/main.ts', 'test/packaging.test.ts'])
      expect([file, isLetThrough(file)]).toEqual([file, false]);
  });

  it('the image builds and runs on one maintained Node and Debian, pinned by digest', () => {
    const [build, run, ...others] = dockerfile.getFROMs().map((from: From) => from.getImage());
    expect(build).toMatch(/^node:24\.\d+\.\d+-bookworm-slim@sha256:[0-9a-f]{64}$/);
    expect(run).toBe(build);
    expect(others).toEqual([]);
  });

  it('the image runs no install script but that of sqlite3', () => {
    const installs = dockerfile
      .getInstructions()
      .map((each) => each.getArgumentsContent() ?? '')
      .flatMap((line) => line.split('&&').map((command) => command.trim()))
      .filter((command) => command.startsWith('npm '));
    expect(installs).toEqual([
      'npm ci --ignore-scripts',
      'npm rebuild sqlite3',
      'npm prune --omit=dev --ignore-scripts',
    ]);
  });

  it('the image starts what npm start starts, as an unprivileged user', () => {
    const command = dockerfile.getCMDs().map((cmd) => jsonOf(cmd.getArgumentsContent() ?? ''));
    expect(command).toEqual([manifest.scripts.start.split(' ')]);
    const users = dockerfile
      .getInstructions()
      .filter((each) => each.getKeyword() === 'USER')
      .map((each) => each.getArgumentsContent());
    expect(users).toEqual(['node']);
  });

  it('the image has the command line in the path, and of what was built the bundle alone', () => {
    const lines = dockerfile.getInstructions().map((each) => each.getArgumentsContent() ?? '');
    const links = lines.flatMap((line) => /ln -s (\S+) \S+\/nanobanana\b/.exec(line)?.[1] ?? []);
    expect(links).toEqual([`/app/${manifest.bin.nanobanana}`]);
    const copied = dockerfile.getCOPYs().flatMap((copy) => copy.getArguments().map(String));
    expect(copied.filter((source) => source.startsWith('/app/dist'))).toEqual(['/app/dist/bot']);
  });

  it('the image has a health check that is JavaScript', () => {
    const check = dockerfile.getHEALTHCHECKs()[0]?.getArgumentsContent() ?? '';
    const [node, flag, code = ''] = jsonOf(check.slice(check.indexOf('[')));
    expect([node, flag]).toEqual(['node', '--eval']);
    expect(code).toContain('/healthz');
    expect(() => new Script(code)).not.toThrow();
  });
});

describe('the compose file', () => {
  it('the compose file runs the bot without rights, and lets it stop in peace', async () => {
    const { services } = z
      .object({
        services: z.object({
          bot: z.object({
            read_only: z.literal(true),
            cap_drop: z.tuple([z.literal('ALL')]),
            security_opt: z.tuple([z.literal('no-new-privileges:true')]),
            env_file: z.literal('.env'),
            environment: z.object({
              BOT_DATA_DIR: z.literal('/data'),
              HTTP_PORT: z.string(),
              // Docker cannot tell exit codes apart.
              HOLD_WHEN_MISCONFIGURED: z.literal('true'),
            }),
            volumes: z.tuple([z.literal('data:/data')]),
            stop_grace_period: z.string().regex(/^\d+s$/),
          }),
        }),
        volumes: z.object({ data: z.null() }),
      })
      .parse(parse(await read('compose.yaml')));
    const seconds = Number.parseInt(services.bot.stop_grace_period, 10);
    expect(seconds).toBeGreaterThanOrEqual(MIN_STOP_SECONDS);
  });
});

describe('the systemd unit', () => {
  it('the systemd unit starts what npm start starts', () => {
    expect(settings('ExecStart')).toEqual([`/usr/bin/env ${manifest.scripts.start}`]);
  });

  it('the systemd unit lets the bot stop in peace, and does not restart what stays wrong', () => {
    expect(Number(settings('TimeoutStopSec')[0])).toBeGreaterThanOrEqual(MIN_STOP_SECONDS);
    expect(settings('RestartPreventExitStatus')).toEqual(['78']);
  });

  it('the systemd unit restarts the bot less often than Discord allows in a day', () => {
    expect(86_400 / Number(settings('RestartSec')[0])).toBeLessThan(1_000);
  });

  it('the systemd unit leaves no core dump, which would hold secrets and pictures', () => {
    expect(settings('LimitCORE')).toEqual(['0']);
  });

  it('the systemd unit lets the bot write where the data is, and nowhere else', () => {
    expect(settings('ProtectSystem')).toEqual(['strict']);
    expect(settings('StateDirectory')).toEqual(['nanobanana']);
    expect(settings('Environment')[0]).toContain('BOT_DATA_DIR=/var/lib/nanobanana');
    expect(settings('ReadWritePaths')).toEqual([]);
  });
});

describe('the changelog', () => {
  it('the changelog has what is not released yet, and this version once it is', async () => {
    const text = await read('CHANGELOG.md');
    const versions = [...text.matchAll(/^## \[([^\]]+)\]/gm)].map(([, version]) => version);
    expect(versions[0]).toBe('Unreleased');
    for (const version of versions.slice(1)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('npm start', () => {
  it('npm start says what to do where nothing is built', async () => {
    const check = path.resolve('src/check-build.mjs');
    const folder = await temporaryDirectory();
    const refused = spawnSync(process.execPath, [check], { cwd: folder, encoding: 'utf8' });
    expect(refused.status).toBe(78);
    expect(refused.stderr).toBe('Nano Banana is not built yet. Run: npm ci && npm run build\n');
    await mkdir(path.join(folder, 'dist/bot'), { recursive: true });
    await writeFile(path.join(folder, 'dist/bot/main.js'), '');
    expect(spawnSync(process.execPath, [check], { cwd: folder }).status).toBe(0);
    expect(manifest.scripts.prestart).toBe('node src/check-build.mjs');
  });
});
