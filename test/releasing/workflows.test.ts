import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

import { temporaryDirectory } from '../support/temporary-directory.js';

const FOLDER = '.github/workflows';
const files = await readdir(FOLDER);
const read = (file: string) => readFile(path.join(FOLDER, file), 'utf8');

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.looseObject({
  permissions,
  jobs: z.record(
    z.string(),
    z.looseObject({
      needs: z.string().optional(),
      uses: z.string().optional(),
      with: z.record(z.string(), z.unknown()).optional(),
      permissions: permissions.optional(),
      'timeout-minutes': z.number().optional(),
      strategy: z.looseObject({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
      steps: z.array(step).default([]),
    }),
  ),
});
const workflowIn = async (file: string) => workflow.parse(parse(await read(file)));

/** What GitHub's own parser says of a workflow, expressions included. */
async function problemsOf(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const found = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || found.length > 0) return found;
  const { errors } = await convertWorkflowTemplate(context, value);
  return errors?.map(({ Message }) => Message) ?? [];
}

/** What the actions of this project take, in the versions that it uses. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  'actions/checkout': ['persist-credentials'],
  'actions/setup-node': ['node-version'],
  'docker/setup-qemu-action': ['platforms'],
  'docker/setup-buildx-action': [],
  'docker/login-action': ['registry', 'username', 'password'],
  'docker/metadata-action': ['images', 'tags'],
  'docker/build-push-action': [
    'annotations',
    'context',
    'labels',
    'load',
    'platforms',
    'provenance',
    'push',
    'sbom',
    'tags',
  ],
};

describe('the workflows', () => {
  it.each(files)('GitHub’s own parser finds nothing wrong in %s', async (file) => {
    expect(await problemsOf(file, await read(file))).toEqual([]);
  });

  it.each([
    ['a misspelt key', 'permissions:', 'permisions:'],
    ['an unknown right', 'contents: read', 'contnts: read'],
    ['a broken expression', '${{ matrix.node }}', '${{ matrix.node + }}'],
    ['an expression of something that is not there', '${{ matrix.node }}', '${{ matrx.node }}'],
  ])('the parser would find %s', async (_what, right, wrong) => {
    const text = await read('tests.yml');
    expect(text).toContain(right);
    expect(await problemsOf('tests.yml', text.replace(right, wrong))).not.toEqual([]);
  });

  it.each(files)(
    '%s uses each action by a digest, with its version and what it takes',
    async (file) => {
      const used = [...(await read(file)).matchAll(/uses: (\S+.*)$/gm)].map(
        ([, text = '']) => text,
      );
      expect(used.length).toBeGreaterThan(0);
      const [own, others] = [true, false].map((isOwn) =>
        used.filter((text) => text.startsWith('./') === isOwn),
      );
      for (const text of own ?? []) expect(files).toContain(path.basename(text));
      for (const text of others ?? [])
        expect(text).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const { jobs } = await workflowIn(file);
      for (const { uses = '', with: given = {} } of Object.values(jobs).flatMap(
        ({ steps }) => steps,
      )) {
        const known = uses === '' ? [] : INPUTS[uses.split('@', 1).join()];
        for (const input of Object.keys(given))
          expect([uses, known]).toEqual([uses, expect.arrayContaining([input])]);
      }
    },
  );

  it('one action has one digest in all workflows', async () => {
    const texts = await Promise.all(files.map(read));
    const used = texts.flatMap((text) => [...text.matchAll(/uses: ([\w/-]+)@(\S+)/g)]);
    const digests = new Map(used.map(([, name = '', digest]) => [name, digest]));
    for (const [, name = '', digest] of used)
      expect([name, digest]).toEqual([name, digests.get(name)]);
  });

  it.each(files)(
    'no job of %s runs for ever, and no shell gets words of somebody else',
    async (file) => {
      for (const job of Object.values((await workflowIn(file)).jobs)) {
        expect(job.uses ?? job['timeout-minutes']).toEqual(expect.anything());
        // An expression in a script would be run as a part of it.
        for (const { run = '' } of job.steps) expect(run).not.toContain('${{');
      }
    },
  );

  it('only the image may write packages, and only the release may write contents', async () => {
    const rights: unknown[] = [];
    for (const file of files) {
      const { permissions: ofAll, jobs } = await workflowIn(file);
      for (const [name, job] of Object.entries(jobs)) {
        for (const [right, kind] of Object.entries(job.permissions ?? ofAll))
          if (kind === 'write') rights.push([file, name, right]);
      }
    }
    expect(rights).toEqual([
      ['release.yml', 'image', 'packages'],
      ['release.yml', 'release', 'contents'],
    ]);
  });

  it('the tests run on each Node that is supported, for changes and for releases, there all of them', async () => {
    const { jobs } = await workflowIn('tests.yml');
    expect(jobs['tests']?.strategy?.matrix).toEqual({ node: ['20', '22', '24'] });
    const manifest: { engines: { node: string }; scripts: object } = JSON.parse(
      await readFile('package.json', 'utf8'),
    );
    expect(manifest.engines.node).toBe('>=20.19');
    const runs = jobs['tests']?.steps.map(({ run = '' }) => run) ?? [];
    const scripts = runs.flatMap((run) => /^npm run ([\w:]+)/.exec(run)?.[1] ?? []);
    expect(scripts).toEqual(['check', 'build', 'test:all']);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
    const [ci, release] = [await workflowIn('ci.yml'), await workflowIn('release.yml')];
    expect(ci.jobs['tests']?.uses).toBe('./.github/workflows/tests.yml');
    expect(release.jobs['tests']).toMatchObject({
      uses: './.github/workflows/tests.yml',
      with: { all: true },
    });
  });

  it('a release is tested before its image is there, and told when it is there', async () => {
    const { jobs } = await workflowIn('release.yml');
    const needs = Object.entries(jobs).map(([name, job]) => [name, job.needs]);
    expect(needs).toEqual([
      ['version', undefined],
      ['tests', 'version'],
      ['image', 'tests'],
      ['release', 'image'],
    ]);
  });

  it('the page of a release names its image, as it was pushed', async () => {
    const dir = await temporaryDirectory();
    const { jobs } = await workflowIn('release.yml');
    const name = jobs['release']?.steps.find(({ run }) => run?.startsWith('printf'))?.run ?? '';
    const env = {
      GITHUB_REPOSITORY: 'Some-Body/NanoBanana',
      GITHUB_REF_NAME: 'v1.2.3',
      RUNNER_TEMP: dir,
    };
    await promisify(execFile)('bash', ['-e', '-c', name], { env });
    expect(await readFile(path.join(dir, 'notes.md'), 'utf8')).toBe(
      '\nImage: `ghcr.io/some-body/nanobanana:1.2.3`\n',
    );
    const metadata = jobs['image']?.steps.find(({ uses }) => uses?.includes('metadata-action'));
    expect(metadata?.with).toMatchObject({
      images: 'ghcr.io/${{ github.repository }}',
      tags: expect.stringContaining('pattern={{version}}\n'),
    });
  });

  it('the long tests may mount disks in a namespace of their own', async () => {
    const { jobs } = await workflowIn('tests.yml');
    const runs = jobs['tests']?.steps.map(({ run = '' }) => run) ?? [];
    const allowing = runs.findIndex((run) => run.includes('apparmor_restrict_unprivileged_userns'));
    expect(runs[allowing]).toContain('unshare --user --map-root-user --mount true');
    expect(runs.findIndex((run) => run.includes('test:all'))).toBeGreaterThan(allowing);
  });

  it('the image of a release is for both platforms, with what it is made of and how', async () => {
    const { jobs } = await workflowIn('release.yml');
    const build = jobs['image']?.steps.find(({ uses }) => uses?.startsWith('docker/build-push'));
    expect(build?.with).toMatchObject({
      platforms: 'linux/amd64,linux/arm64',
      push: true,
      sbom: true,
      provenance: 'mode=max',
    });
  });
});
