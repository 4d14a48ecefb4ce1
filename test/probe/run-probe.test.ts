import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { prepare, runProbe } from './run-probe.js';
import type { ProbeOptions } from './run-probe.js';

const HOUR_MS = 60 * 60 * 1000;
const CHANNEL = 'general';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start({ patient: true });
});

afterEach(async () => {
  await sandbox.stop();
});

/** Ann presses what the program asks for; which button, a test decides. */
function options(button = 0, signal = AbortSignal.timeout(HOUR_MS)): ProbeOptions {
  const ann = sandbox.user('ann', CHANNEL);
  return {
    apiUrl: sandbox.apiUrl,
    token: sandbox.token,
    channelId: sandbox.world.channel(CHANNEL).id,
    signal,
    pause: async () => undefined,
    say: (line) => {
      const messageId = /press .*message (\d+)/.exec(line)?.[1];
      if (messageId === undefined) return;
      const card = ann.sees(messageId);
      const { label } = card.buttons[button] ?? card.buttons[0] ?? { label: '' };
      // The bot may never answer: then it is the program that says so, not the person.
      ann.click(card, label ?? '').catch(() => undefined);
    },
  };
}

function allow(permissions: bigint): void {
  sandbox.world.setOverwrites(sandbox.world.channel(CHANNEL), [
    { id: sandbox.bot.id, type: OverwriteType.Member, allow: String(permissions), deny: '0' },
  ]);
}

async function answers(given = options()): Promise<Record<string, string>> {
  const { findings, leftovers } = await runProbe(given);
  expect(leftovers).toEqual([]);
  return Object.fromEntries(findings.map(({ question, answer }) => [question, answer]));
}

describe('the probe', () => {
  it('the probe answers every question, and leaves the channel as it was', async () => {
    allow(PermissionFlagsBits.ManageRoles);
    const channel = sandbox.world.channel(CHANNEL);
    const overwrites = structuredClone(channel.overwrites);
    await prepare(options());
    sandbox.clock.advance(HOUR_MS + 1000);
    const found = await answers();
    expect(Object.entries(found).map(([question, answer]) => `${question} ${answer}`)).toEqual([
      expect.stringMatching(/attachment:\/\/` names nothing\? The embed/),
      expect.stringMatching(/repeated attachment id refused\? Yes, with 400, code 50035/),
      expect.stringMatching(/acknowledged\? (?:Yes|No)/),
      expect.stringMatching(/escape the limit for old messages \(30046\)\? Yes: edit 4/),
      expect.stringMatching(/no connection\? Yes. Its first answer was then taken with 204/),
      expect.stringMatching(
        /denied\? First answer: 204; edit by the token: 200; edit by the channel: 403, code 50013/,
      ),
    ]);
    expect(channel.messageIds).toEqual([]);
    expect(channel.overwrites).toEqual(overwrites);
  });

  it('the probe says what it could not find out, and why', async () => {
    const found = Object.values(await answers());
    expect(found).toContainEqual(expect.stringContaining('run with --prepare'));
    expect(found).toContainEqual(expect.stringContaining('the bot needs Manage Permissions'));
  });

  it('the probe that is interrupted still removes what it posted', async () => {
    const interrupted = new AbortController();
    const given = options(0, interrupted.signal);
    const { findings, leftovers } = await runProbe({
      ...given,
      say: (line) => {
        if (line.includes('press')) interrupted.abort();
      },
    });
    expect(findings.at(-1)).toMatchObject({ isKnown: false });
    expect(leftovers).toEqual([]);
    expect(sandbox.world.channel(CHANNEL).messageIds).toEqual([]);
  });

  it('the probe names what it could not put back', async () => {
    const effect = { kind: 'status', status: 500 } as const;
    sandbox.faults.add({ method: 'DELETE', effect, times: Infinity });
    const { leftovers } = await runProbe(options());
    expect(leftovers).toContainEqual(expect.stringMatching(/^DELETE .* was answered with 500/));
  });

  it('the probe refuses to go on with a wrong token', async () => {
    await expect(runProbe({ ...options(), token: 'wrong' })).rejects.toThrow('401');
  });
});
