import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES } from '../src/config/config.js';

it.each(ENVIRONMENT_VARIABLES)(
  'the documentation has %s in the table of the README and in .env.example',
  async (name) => {
    expect(await readFile('README.md', 'utf8')).toContain(`\n| \`${name}\` |`);
    expect(await readFile('.env.example', 'utf8')).toMatch(new RegExp(`^(?:# )?${name}=`, 'm'));
  },
);

it('the README begins with the two commands', async () => {
  const [, , , , , first, second] = (await readFile('README.md', 'utf8')).split('\n');
  expect(first).toMatch(/^npm ci && npm run demo /);
  expect(second).toMatch(/^npm ci && npm test /);
});

it('the README names only commands that the package has', async () => {
  const readme = await readFile('README.md', 'utf8');
  const manifest: { scripts: object } = JSON.parse(await readFile('package.json', 'utf8'));
  const told = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
  for (const script of told) expect(Object.keys(manifest.scripts)).toContain(script);
});
