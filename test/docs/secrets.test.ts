import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

import { ENVIRONMENT_VARIABLES } from '../../src/config/config.js';

it('what gives secrets as files names variables that the bot reads, and files that are there', async () => {
  const compose = z
    .object({
      services: z.object({
        bot: z.object({
          environment: z.record(z.string(), z.string()),
          secrets: z.array(z.string()),
        }),
      }),
      secrets: z.record(z.string(), z.object({ file: z.string() })),
    })
    .parse(parse(await readFile('docs/secrets/compose.yaml', 'utf8')));
  const { environment, secrets } = compose.services.bot;
  expect(Object.keys(environment).filter((name) => !ENVIRONMENT_VARIABLES.includes(name))).toEqual(
    [],
  );
  expect(Object.values(environment)).toEqual(secrets.map((name) => `/run/secrets/${name}`));
  expect(Object.keys(compose.secrets)).toEqual(secrets);
  const unit = await readFile('docs/secrets/credentials.conf', 'utf8');
  const loaded = [...unit.matchAll(/^LoadCredential=([\w-]+):\/etc\/nanobanana\/\1$/gm)];
  const named = [...unit.matchAll(/^Environment=(\w+)=%d\/([\w-]+)$/gm)];
  expect(named.map(([, , file]) => file)).toEqual(loaded.map(([, file]) => file));
  expect(named.filter(([, name = '']) => !ENVIRONMENT_VARIABLES.includes(name))).toEqual([]);
  expect(named).toHaveLength(2);
});

it('the secrets of Docker are read with every command, whether the image is built here or not', async () => {
  const page = await readFile('docs/configuration.md', 'utf8');
  const lists = [...page.matchAll(/`COMPOSE_FILE=([^`]+)`/g)].map(([, list = '']) =>
    list.split(':'),
  );
  expect(lists).toEqual([
    ['compose.yaml', 'docs/secrets/compose.yaml'],
    ['compose.yaml', 'compose.build.yaml', 'docs/secrets/compose.yaml'],
  ]);
  for (const file of lists.flat()) expect(existsSync(file)).toBe(true);
  // It would win over COMPOSE_FILE.
  expect(page).not.toContain('docker compose --file');
});
