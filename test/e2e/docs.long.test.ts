import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';

import { docBlocks } from '../support/doc-commands.js';
import { result } from '../support/e2e-cards.js';
import { CLI_FILE } from '../support/e2e-cli.js';
import { E2eWorld, spawnBot } from '../support/e2e-world.js';
import { OTHER_INTERACTION_ID } from '../support/states.js';
import { placeOf } from '../support/e2e-card-look.js';

const run = promisify(execFile);

/** What `npx nanobanana` is in a checkout that was built. */
const NPX = `#!/bin/sh
[ "$1" = nanobanana ] || exit 127
shift
exec "${process.execPath}" "${CLI_FILE}" "$@"
`;

/** A preview as the Python bot stored it. */
const PYTHON_STATE = {
  interaction_id: OTHER_INTERACTION_ID,
  interaction_type: 'process_view',
  created_at: '2026-11-20T12:00:00',
  original_text: 'an old lighthouse',
};

it('the commands in the documentation run as they stand, beside a bot at work, and give no secret away', async () => {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const card = await result(ann, 'a cat');
  const bin = path.join(world.cwd, 'bin');
  await mkdir(bin);
  await writeFile(path.join(bin, 'npx'), NPX, { mode: 0o700 });
  const states = path.join(world.cwd, 'old-bot', 'bot_data', 'states');
  await mkdir(states, { recursive: true });
  const state = path.join(states, `${OTHER_INTERACTION_ID}.json`);
  await writeFile(state, JSON.stringify(PYTHON_STATE));
  const env = { ...world.env, HOME: world.cwd, PATH: `${bin}:${process.env['PATH']}` };
  const said: string[] = [];
  const blocks = (await docBlocks()).filter(({ isRun }) => isRun);
  for (const { lines } of blocks) {
    const options = { cwd: world.cwd, env };
    const { stdout, stderr } = await run('/bin/sh', ['-ec', lines.join('\n')], options);
    said.push(stdout, stderr);
  }
  expect(blocks.length).toBeGreaterThan(9);
  expect(said.join('')).toMatch(/1 interaction and 1 image \(.+\) are restored/);
  expect(said.join('')).toContain('1 state: 1 imported');
  expect(said.join('')).not.toContain(world.sandbox.token);

  // What was restored is what a bot can go on with.
  await world.bot.stop();
  const restored = { ...world.env, BOT_DATA_DIR: path.join(world.cwd, 'restored') };
  await spawnBot({ env: restored, cwd: world.cwd }).ready();
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
}, 600_000);
