import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { temporaryDirectory } from '../support/temporary-directory.js';

/** The real programs that build. */
const BUILDING = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'src/bundle.mjs',
  'src/playground/build-if-changed.mjs',
  'src/playground/tsconfig.json',
  'src/playground/page/bundle.mjs',
  'src/playground/page/tsconfig.json',
];

const saying = (word: string) => `process.stdout.write('${word}');\n`;

/** What they build, as little as possible; the command line loads a part of itself late. */
const SOURCES = {
  'ormconfig.ts': 'export {};\n',
  'src/main.ts': saying('first'),
  'src/nanobanana.ts': `await import('./late.js');\n`,
  'src/late.ts': `export {};\n${saying('command line')}`,
  'src/imaging/pool/imaging-main.ts': 'export {};\n',
  'src/platform/thread-pool.cts': 'export {};\n',
  'src/playground/photos/draw.ts': 'export {};\n',
  'src/playground/page/main.ts': 'export {};\n',
  'src/playground/page/main.css': '',
  'src/playground/page/index.html': '',
  'src/playground/page/icon.svg': '',
};

/** A small project that is built in the same way. */
class SmallProject {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<SmallProject> {
    const folder = await temporaryDirectory();
    const project = new SmallProject(folder);
    await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    for (const file of BUILDING) await cp(file, path.join(folder, file));
    for (const [file, text] of Object.entries(SOURCES)) await project.write(file, text);
    return project;
  }

  async write(file: string, text: string): Promise<void> {
    const full = path.join(this.folder, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, text);
  }

  async compiled(file: string): Promise<string> {
    return readFile(path.join(this.folder, 'dist/src', file), 'utf8');
  }

  node(file: string) {
    return spawnSync(process.execPath, [file], { cwd: this.folder, encoding: 'utf8' });
  }

  /** What `npm run demo` does first. */
  demo() {
    return this.node('src/playground/build-if-changed.mjs');
  }

  fullBuild(): void {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: this.folder });
  }
}

it('the demo builds only after a change, and once more after a build that failed', async () => {
  const project = await SmallProject.make();
  const built = project.demo();
  expect([built.status, built.stderr]).toEqual([0, '']);
  expect(built.stdout).toContain('Built in');
  expect(project.node('dist/bot/main.js').stdout).toBe('first');
  expect(project.demo()).toMatchObject({ status: 0, stdout: '', stderr: '' });

  await project.write('src/playground/page/main.ts', 'no program');
  for (let time = 0; time < 2; time += 1) {
    const failed = project.demo();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('The build failed: src/playground/page/bundle.mjs has failed.');
  }
});

it('a demo between two full builds leaves the command line, and the second one builds what the sources are', async () => {
  const project = await SmallProject.make();
  project.fullBuild();
  await project.write('src/main.ts', saying('second'));
  expect(project.demo().stdout).toContain('Built in');
  expect(project.node('dist/bot/main.js').stdout).toBe('second');
  expect(project.node('dist/bot/cli.js').stdout).toBe('command line');

  await project.write('src/main.ts', saying('first'));
  project.fullBuild();
  expect(await project.compiled('main.js')).toContain('first');
  expect(project.node('dist/bot/main.js').stdout).toBe('first');
});
