import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { expect, it } from '@jest/globals';

import { temporaryDirectory } from '../support/e2e-world.js';
import { startNodeProgram } from '../support/node-program.js';
import { endAfterTest } from '../support/endings.js';
import { OpenPage } from './open-page.js';
import { channelId } from './playing.js';
import { click, placed } from './using-cards.js';

/** `npm run demo` without npm around it. */
class Demo {
  output = '';

  private constructor(
    readonly child: ChildProcess,
    readonly tmp: string,
  ) {}

  static async start(...args: string[]): Promise<Demo> {
    const tmp = await temporaryDirectory();
    const { PATH = '', HOME = '' } = process.env;
    const child = startNodeProgram(['dist/src/playground/main.js', ...args], {
      env: { PATH, HOME, TMPDIR: tmp },
    });
    const demo = new Demo(child, tmp);
    for (const input of [child.stdout!, child.stderr!])
      createInterface({ input }).on('line', (line) => {
        demo.output += `${line}\n`;
        child.emit('line');
      });
    return demo;
  }

  /** Waits for its address. */
  async address(): Promise<string> {
    for (;;) {
      const found = /http:\/\/\S+#token=\S+/.exec(this.output)?.[0];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(this.output);
      await Promise.race([once(this.child, 'line'), once(this.child, 'close')]);
    }
  }

  async open(as = 'ann'): Promise<OpenPage> {
    const page = await OpenPage.open(await this.address(), as);
    endAfterTest(async () => page.close());
    await page.botReady();
    return page;
  }

  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    const closed = once(this.child, 'close');
    if (signal !== undefined) this.child.kill(signal);
    await closed;
    return this.child.exitCode;
  }

  /** Processes that it has started, by `/proc`. */
  async children(): Promise<number[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const parents = await Promise.all(
      pids.map(async (pid) => [Number(pid), await parentOf(pid)] as const),
    );
    return parents.filter(([, parent]) => parent === this.child.pid).map(([pid]) => pid);
  }
}

async function parentOf(pid: string): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It ended while it was looked at.
    return 0;
  }
}

/** The first look at the bot's memory starts programs of the system's. */
async function measured(page: OpenPage): Promise<void> {
  await page.until('its memory', () => page.bot.memoryBytes !== null);
}

/** Waits until none of the processes is there; the system tells of the end of a child only. */
async function gone(pids: readonly number[]): Promise<void> {
  await Promise.all(
    pids.map((pid) => once(spawn('tail', [`--pid=${pid}`, '-f', '/dev/null']), 'close')),
  );
}

it('npm run demo stops everything on Ctrl-C and removes what it kept', async () => {
  const demo = await Demo.start();
  const page = await demo.open();
  await page.mention(channelId(page, 'general'), 'a cat');
  await measured(page);
  const pids = await demo.children();
  expect(pids).toHaveLength(2);
  expect(await readdir(demo.tmp)).toHaveLength(1);
  // The terminal sends it to the whole group, and npm passes it on once more.
  demo.child.kill('SIGINT');
  expect(await demo.ended('SIGINT')).toBe(0);
  await page.until('the bot’s calm end', () => page.bot.status === 'stopped');
  expect(page.bot.exitCode).toBe(0);
  await gone(pids);
  expect(await readdir(demo.tmp)).toEqual([]);
  expect(demo.output.match(/#token=/g)).toHaveLength(1);
});

it('npm run demo leaves no process behind even when it is killed itself', async () => {
  const demo = await Demo.start();
  await measured(await demo.open());
  const pids = await demo.children();
  expect(pids).toHaveLength(2);
  await demo.ended('SIGKILL');
  await gone(pids);
});

it('npm run demo keeps cards working across runs with --data, and lets one playground have it', async () => {
  const dir = path.join(await temporaryDirectory(), 'kept');
  const first = await Demo.start('--data', dir);
  const page = await first.open();
  const card = await page.mention(channelId(page, 'general'), 'a cat');
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  const second = await Demo.start('--data', dir);
  expect(await second.ended()).toBe(2);
  expect(second.output).toContain(`Another playground uses ${dir}.`);
  expect(await first.ended('SIGTERM')).toBe(0);

  const again = await (await Demo.start('--data', dir)).open();
  await click(again, card, 'Process Prompt');
  await placed(again, card, '2 of 2');
  const picture = again.now(card).message.embeds[0]!.image!;
  expect((await fetch(picture.url)).status).toBe(200);
});

it('npm run demo says that a port is taken, and uses the next free one', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  endAfterTest(async () => blocker.close());
  const address = blocker.address();
  const port = typeof address === 'object' ? address!.port : 0;
  const demo = await Demo.start('--port', String(port));
  const used = Number(new URL(await demo.address()).port);
  expect(used).toBeGreaterThan(port);
  expect(demo.output).toContain(`Port ${port} is taken; this one takes ${used}.`);
});

it('npm run demo ends with 2 and a sentence for a wrong flag, and explains itself', async () => {
  const wrong = await Demo.start('--prot', '3');
  expect(await wrong.ended()).toBe(2);
  expect(wrong.output).toMatch(/--prot.*\n[^]*Usage: npm run demo/);
  const help = await Demo.start('--help');
  expect(await help.ended()).toBe(0);
  for (const flag of ['--port', '--open', '--data', '--walk']) expect(help.output).toContain(flag);
});
