import { readdir } from 'node:fs/promises';

import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import { preview } from '../support/e2e-cards.js';
import { cli, CliProcess } from '../support/e2e-cli.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { plantOrphan } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';
import { httpError } from '../support/gemini-answers.js';

const API_KEY = 'AIzaSy-no-output-may-hold-this-0123456789';

it('nanobanana doctor says of a wrong token and a wrong key what to do, without showing either', async () => {
  const { world, gemini } = await startWithGemini({ GOOGLE_API_KEY: API_KEY });
  gemini.script(httpError(400, 'INVALID_ARGUMENT', `API key not valid: ${API_KEY}`));
  const wrong = { DISCORD_TOKEN: 'a-token-of-nobody' };
  const { code, stdout } = await cli(world, ['doctor', '--json'], wrong);
  expect(code).toBe(1);
  const { diagnoses }: { diagnoses: { what: string; passed: boolean; says: string }[] } =
    JSON.parse(stdout);
  const failed = diagnoses.filter(({ passed }) => !passed);
  expect(failed.map(({ what }) => what)).toEqual(['Discord', 'Image model']);
  expect(failed[0]?.says).toContain('Discord does not accept DISCORD_TOKEN');
  expect(failed[1]?.says).toContain('Check GOOGLE_API_KEY');
  expect(stdout).not.toContain(API_KEY);
  expect(stdout).not.toContain('a-token-of-nobody');
});

it('nanobanana doctor names the channels that the bot sees and could not answer in', async () => {
  const world = await E2eWorld.withoutBot();
  world.sandbox.denyBot('general', PermissionFlagsBits.EmbedLinks);
  world.sandbox.denyBot('lobby', PermissionFlagsBits.ViewChannel);
  const { code, stdout } = await cli(world, ['doctor']);
  expect(code).toBe(1);
  expect(stdout).toContain(
    '✘ Channels of Studio: the bot sees these, but something is missing: #general (Embed Links). In Discord, open Edit Channel',
  );
  expect(stdout).toContain('✔ Server Studio: all permissions are there\n');
  expect(stdout).toContain('✔ Channels of Atelier: ');
});

it('nanobanana doctor says where nobody answers, and goes on with the rest', async () => {
  const world = await E2eWorld.withoutBot();
  const away = { DISCORD_API_URL: 'http://127.0.0.1:9/api' };
  const { code, stdout } = await cli(world, ['doctor'], away);
  expect(code).toBe(1);
  expect(stdout).toContain('✘ Discord: Discord did not give a usable answer at 127.0.0.1:9.');
  expect(stdout).toContain('✔ Data directory: ');
  expect(stdout).toContain('is not there yet; the first start makes it');
  expect(await readdir(world.cwd)).toEqual([]);
});

it('nanobanana doctor says every problem of the configuration, and looks at the data all the same', async () => {
  const world = await E2eWorld.start();
  const { code, stdout } = await cli(world, ['doctor'], {
    LOG_LEVEL: 'loud',
    CATCH_UP_HOURS: '99',
  });
  expect(code).toBe(1);
  expect(stdout).toContain('✘ Configuration: The configuration has 2 problems:');
  expect(stdout).toContain('✔ Database: up to date, 0 interactions');
});

it('nanobanana invite prints the link of the application that the token belongs to', async () => {
  const world = await E2eWorld.start();
  const { code, stdout } = await cli(world, ['invite']);
  expect(code).toBe(0);
  const link = new URL(stdout.trim());
  const [bot] = world.sandbox.token.split('.');
  expect(link.searchParams.get('client_id')).toMatch(/^\d+$/);
  expect(stdout).not.toContain(bot);
});

it('nanobanana verify passes once only orphans were wrong and are removed', async () => {
  const world = await E2eWorld.start();
  await world.bot.stop();
  await plantOrphan(world);
  expect((await cli(world, ['verify'])).code).toBe(1);
  expect((await cli(world, ['verify', '--fix'])).code).toBe(0);
  expect((await cli(world, ['verify'])).stdout).toContain('everything is well.');
});

it('nanobanana migrate is refused while a bot runs, and says which', async () => {
  const world = await E2eWorld.start();
  const { code, stderr } = await cli(world, ['migrate']);
  expect(code).toBe(75);
  expect(stderr).toContain(`in use by process ${world.bot.pid} on `);
  expect(await world.bot.stop()).toBe(0);
  expect(await cli(world, ['migrate'])).toMatchObject({
    code: 0,
    stdout: 'The database is up to date.\n',
  });
});

it('nanobanana start runs the bot until it is told to stop, and ends as the bot does', async () => {
  const world = await E2eWorld.withoutBot();
  const started = CliProcess.start(world, ['start']);
  const ann = world.sandbox.user('ann');
  await started.printed('"msg":"Ready"');
  await preview(ann, 'a cat');
  started.signal('SIGTERM');
  const { code, stdout } = await started.ended;
  expect(code).toBe(0);
  expect(stdout).toContain('"msg":"Stopped"');
});

it('nanobanana start passes on why the bot does not start', async () => {
  const world = await E2eWorld.withoutBot();
  const { code, stderr } = await cli(world, ['start'], { LOG_LEVEL: 'loud' });
  expect(code).toBe(78);
  expect(stderr).toContain('LOG_LEVEL must be one of');
});
