import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';
import { z } from 'zod';

/**
 * Of Renovate's options, those that are used here. It takes no others, and says nothing
 * of misspelt ones.
 */
const schema = z.strictObject({
  $schema: z.literal('https://docs.renovatebot.com/renovate-schema.json'),
  // Brings digests of images and actions, a rest before new releases of npm, and fresh lock files.
  extends: z.tuple([z.literal('config:best-practices')]),
  semanticCommits: z.enum(['auto', 'enabled', 'disabled']),
  commitMessagePrefix: z.string().endsWith(':'),
  constraints: z.strictObject({ node: z.string() }),
  constraintsFiltering: z.enum(['none', 'strict']),
  packageRules: z.array(
    z.strictObject({
      description: z.string(),
      matchPackageNames: z.array(z.string()).min(1),
      allowedVersions: z
        .string()
        .regex(/^<\d+(?:\.\d+)?$/)
        .optional(),
      groupName: z.string().optional(),
    }),
  ),
});

const manifest = z
  .looseObject({
    engines: z.object({ node: z.string() }),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(await readFile('package.json', 'utf8')));
const renovate = schema.parse(JSON.parse(await readFile('.github/renovate.json', 'utf8')));
const versions = new Map([
  ...Object.entries(manifest.dependencies),
  ...Object.entries(manifest.devDependencies),
]);

it('updates are offered that work on the oldest Node that is supported', () => {
  expect(renovate.constraints.node).toBe(manifest.engines.node);
  expect(renovate.constraintsFiltering).toBe('strict');
});

it('each rule about updates is about packages that there are, and allows what is installed', () => {
  for (const { matchPackageNames, allowedVersions } of renovate.packageRules) {
    for (const name of matchPackageNames) {
      const [major = 0, minor = 0] = versions.get(name)?.split('.').map(Number) ?? [];
      expect([...versions.keys()]).toContain(name);
      const [maxMajor = Infinity, maxMinor = 0] =
        allowedVersions?.slice(1).split('.').map(Number) ?? [];
      expect([name, major < maxMajor || (major === maxMajor && minor < maxMinor)]).toEqual([
        name,
        true,
      ]);
    }
  }
});

it('every dependency is pinned, so that nothing but a change of the lock file changes what is installed', () => {
  for (const [name, version] of versions)
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d/)]);
});
