import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig } from '../src/config/config.js';
import { pricesOf } from '../src/config/prices.js';
import { BENCHES } from './bench/benches.js';
import { docTexts } from './support/doc-commands.js';
import { sourceText } from './support/source-text.js';

const manifest: { scripts: object; license: string; engines: { node: string } } = JSON.parse(
  await readFile('package.json', 'utf8'),
);
const readme = await readFile('README.md', 'utf8');

it.each(ENVIRONMENT_VARIABLES)(
  'the documentation has %s in the table of all variables and in .env.example',
  async (name) => {
    expect(await readFile('docs/configuration.md', 'utf8')).toContain(`\n| \`${name}\` |`);
    expect(await readFile('.env.example', 'utf8')).toMatch(new RegExp(`^(?:# )?${name}=`, 'm'));
  },
);

it('the README begins with a picture, and with how to get and try the bot', () => {
  expect(readme).toMatch(/^# Nano Banana\n\n!\[[^\]]+\]\(docs\/images\/[\w-]+\.webp\)\n/);
  const [, clone, demo, test] = /^```sh\n(.+)\n(.+)\n(.+)\n```$/m.exec(readme) ?? [];
  expect(clone).toMatch(/^git clone \w+ nanobanana && cd nanobanana /);
  expect(demo).toMatch(/^npm ci && npm run demo /);
  expect(test).toMatch(/^npm ci && npm test /);
});

it('the badges of the README say what the package says', () => {
  const badges = [...readme.matchAll(/img\.shields\.io\/badge\/([^)]+)\)/g)].map(([, text = '']) =>
    decodeURIComponent(text).split('-').slice(0, 2).join(' '),
  );
  const node = manifest.engines.node.replace('>=', '≥ ');
  expect(badges).toEqual([`license ${manifest.license}`, `node ${node}`]);
});

it('the README adds the bot to a server in five steps', () => {
  const [, section = ''] = /^## Add it to your server\n([^]*?)^## /m.exec(readme) ?? [];
  expect(section.match(/^\d(?=\. \*\*)/gm)).toEqual(['1', '2', '3', '4', '5']);
  expect(section).toContain('npx nanobanana init');
});

it('the README tells the prices and the limits that the bot has', () => {
  const prices = pricesOf(undefined);
  const { model } = readConfig({ DISCORD_TOKEN: 'abcd', GOOGLE_API_KEY: 'abcd' });
  const name = model.kind === 'gemini' ? model.name : '';
  const price = typeof prices === 'string' ? undefined : prices.get(name);
  if (price === undefined) throw new Error(`There is no price of ${name}.`);
  for (const [size, tokens] of Object.entries(price.imageTokens)) {
    const dollars = Math.round((tokens * price.image) / 1_000) / 1_000;
    expect(readme).toContain(`$${dollars.toFixed(3)} (${size})`);
  }
  const limits = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \| `([^`]+)` \|/gm)];
  expect(limits.length).toBeGreaterThan(3);
  const minimal = { DISCORD_TOKEN: 'abcd', GOOGLE_API_KEY: 'abcd' };
  for (const [, names = '', value = ''] of limits)
    for (const [, variable = ''] of names.matchAll(/`(\w+)`/g))
      expect(readConfig({ ...minimal, [variable]: value })).toEqual(readConfig(minimal));
});

it('the documentation names only scripts that the package has', async () => {
  const told = [...(await docTexts()).values()].flatMap((text) =>
    [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script),
  );
  expect(told.length).toBeGreaterThan(10);
  for (const script of told) expect(Object.keys(manifest.scripts)).toContain(script);
});

it('the documentation names every bench', async () => {
  const page = await readFile('CONTRIBUTING.md', 'utf8');
  const row = /^\| `npm run bench` .*$/m.exec(page)?.join() ?? '';
  expect(Object.keys(BENCHES).filter((name) => !row.includes(`\`${name}\``))).toEqual([]);
});

it('the documentation names every command that people take along', async () => {
  const page = await readFile('docs/discord-application.md', 'utf8');
  const section =
    page.split('## Commands that people take along')[1]?.split('\n## ', 1).join() ?? '';
  const found = [...(await sourceText()).matchAll(/commandTexts\('(\w+)'\), \.\.\.EVERYWHERE/g)];
  expect(found.length).toBeGreaterThan(7);
  const names = found.map(([, name]) => `\`/${name}\``);
  expect(names.filter((name) => !section.includes(name))).toEqual([]);
});
