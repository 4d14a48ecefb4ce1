import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { loadWorld } from '../../src/sandbox/world/world-file.js';
import { request } from './raw-bot.js';

describe('a world’s file', () => {
  let directory: string;
  let worldFile: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-world-'));
    worldFile = join(directory, 'world');
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('the file of a world brings everything back after a restart: messages, files, reactions, commands, the clock', async () => {
    const bytes = new Uint8Array(100_000).map((_, index) => index % 251);
    const first = await Sandbox.start({ worldFile });
    const message = await first.user('ann').mention('a cat', { files: [{ name: 'a.png', bytes }] });
    first.user('ben').react(message, '👍');
    await request(first, 'PUT', `/applications/${first.bot.id}/commands`, {
      json: [{ name: 'status', description: 'How it is' }],
    });
    first.clock.advance(60_000);
    const { url } = message.files[0]!;
    await first.stop();

    const port = Number(new URL(url).port);
    const second = await Sandbox.start({ worldFile, port });
    const again = second.user('ann').sees(message.id);
    expect(again.content).toBe(message.content);
    expect(Buffer.from(again.files[0]!.bytes)).toEqual(Buffer.from(bytes));
    expect((await fetch(url)).status).toBe(200);
    expect(again.reactedBy('👍')).toEqual([second.user('ben').id]);
    expect([...second.world.commandScopes[0]!.commands.values()]).toMatchObject([
      { name: 'status' },
    ]);
    expect(second.clock.offsetMs).toBe(60_000);
    const later = await second.user('ann').say('later');
    expect(BigInt(later.id)).toBeGreaterThan(BigInt(message.id));
    await second.stop();
  });

  it('the file of a world leaves nothing but itself behind', async () => {
    const sandbox = await Sandbox.start({ worldFile });
    await sandbox.user('ann').say('hello');
    await Promise.all([sandbox.save(), sandbox.save()]);
    await sandbox.stop();
    expect(await readdir(directory)).toEqual(['world']);
  });

  it('a world does not need a file', async () => {
    expect(await loadWorld(worldFile)).toBeUndefined();
  });

  it('the file of a world is refused when it is something else', async () => {
    await writeFile(worldFile, serialize({ format: 'another', version: 1 }));
    await expect(Sandbox.start({ worldFile })).rejects.toThrow('is not a world of this sandbox');
  });
});
