import { expect, it } from '@jest/globals';

import { finished, preview } from '../support/e2e-cards.js';
import { shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/**
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway,
 * those with "reconnect".
 */
const RECONNECTABLE = [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];

/**
 * Those without: token, shard, version or intents are wrong. Only more shards can be had
 * by a start.
 */
const FINAL = [
  [4004, 78, 'it was reset'],
  [4010, 78, 'does not know the shard'],
  [4011, 75, 'demands more shards'],
  [4013, 78, 'does not know an intent'],
  [4014, 78, 'does not grant an intent'],
] as const;

it.each(RECONNECTABLE)(
  'the bot comes back when the gateway closes with %i, and the picture that was being made is on its card',
  async (code) => {
    const { sandbox, bot, gemini, ann } = room();
    const card = await preview(ann, 'a cat');
    const slow = gate();
    const answer = picture(await photo(64, 48).png().toBuffer());
    gemini.script({ kind: 'later', after: slow.opened, answer });
    await ann.click(card, 'Process Prompt');
    await gemini.received(1);
    const offline = sandbox.botOffline();
    sandbox.gateway.close(code);
    await offline;
    await sandbox.botReady();
    slow.open();
    await finished(card);
    await preview(ann, `after ${code}`);
    expect(gemini.requests).toHaveLength(1);
    expect(bot.output).not.toContain('cannot go on');
  },
);

it.each(FINAL)(
  'the process says why and ends when the gateway closes with %i (exit code %i: %s), and the next start goes on',
  async (code, exitCode, reason) => {
    // The call that hangs is given up at once, so that nobody waits for the end of the grace.
    const { sandbox, gemini, world } = await startWithGemini({ SHUTDOWN_GRACE_SECONDS: '0' });
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    gemini.script({ kind: 'hang' });
    await ann.click(card, 'Process Prompt');
    await gemini.received(1);
    sandbox.gateway.close(code);
    expect(await world.bot.ended()).toBe(exitCode);
    expect(world.bot.output).toContain(reason);
    await world.startBot();
    await finished(card);
  },
);
