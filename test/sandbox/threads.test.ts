import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { addPrivateThread } from '../../src/sandbox/world/default-world.js';
import { changeThread } from '../../src/sandbox/world/threads.js';
import { RawBot, request } from './raw-bot.js';

describe('threads in the sandbox', () => {
  let sandbox: Sandbox;
  let path: string;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    path = `/channels/${sandbox.world.channel('kittens').id}`;
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  const change = (what: Parameters<typeof changeThread>[2]) =>
    changeThread(sandbox.world, sandbox.world.channel('kittens'), what);
  const post = async () => request(sandbox, 'POST', `${path}/messages`, { json: { content: 'x' } });
  const edit = async (id: unknown) =>
    request(sandbox, 'PATCH', `${path}/messages/${String(id)}`, { json: { content: 'y' } });
  const open = async () => request(sandbox, 'PATCH', path, { json: { archived: false } });

  it('the sandbox refuses edits and reactions in an archived thread until it is opened', async () => {
    const { body } = await post();
    change({ archived: true });
    const reaction = `${path}/messages/${String(body['id'])}/reactions/%F0%9F%8E%A8/@me`;
    const refused = [await edit(body['id']), await request(sandbox, 'PUT', reaction)];
    expect(refused.map((answer) => answer.body['code'])).toEqual([50_083, 50_083]);
    expect((await open()).body).toMatchObject({ thread_metadata: { archived: false } });
    expect((await edit(body['id'])).status).toBe(200);
  });

  it('a message opens an archived thread, and bots are told', async () => {
    const bot = await RawBot.identified(sandbox);
    change({ archived: true });
    await bot.next(({ t }) => t === 'THREAD_UPDATE');
    bot.received.splice(0);
    await post();
    const { d } = await bot.event('THREAD_UPDATE');
    expect(d).toMatchObject({ thread_metadata: { archived: false, locked: false } });
    bot.socket.terminate();
  });

  it('the sandbox refuses to open a locked thread, and to write in it', async () => {
    const { body } = await post();
    change({ locked: true });
    const answers = [await post(), await edit(body['id'])];
    change({ archived: true });
    answers.push(await open());
    expect(answers.map((answer) => answer.body['code'])).toEqual([160_005, 160_005, 160_005]);
    await expect(sandbox.user('ben').say('x', { channel: 'kittens' })).rejects.toThrow('cannot');
  });

  it('the sandbox refuses to lock a thread, or to change a channel, without the permission', async () => {
    const lock = await request(sandbox, 'PATCH', path, { json: { locked: true } });
    const renamed = { archived: false, name: 'cats' };
    const more = await request(sandbox, 'PATCH', path, { json: renamed });
    const { id } = sandbox.world.channel('pictures');
    const name = await request(sandbox, 'PATCH', `/channels/${id}`, { json: { name: 'x' } });
    sandbox.denyBot('pictures', PermissionFlagsBits.SendMessagesInThreads);
    const answers = [lock, more, name, await open()];
    expect(answers.map((answer) => answer.body['code'])).toEqual([50_013, 50_013, 50_013, 50_013]);
  });

  it('a new session is told of active threads only', async () => {
    change({ archived: true });
    const bot = await RawBot.identified(sandbox);
    const { d } = await bot.next(
      ({ t, d: told }) => t === 'GUILD_CREATE' && told['name'] === 'Studio',
    );
    expect(d['threads']).toEqual([]);
    expect((await request(sandbox, 'GET', path)).status).toBe(200);
    bot.socket.terminate();
  });

  it('a private thread is hidden from a bot until somebody mentions it there', async () => {
    const { world } = sandbox;
    const ann = sandbox.user('ann');
    const secret = addPrivateThread(world, world.channel('pictures'), 'secret', [ann.user]);
    const bot = await RawBot.identified(sandbox);
    const read = async () => request(sandbox, 'GET', `/channels/${secret.id}`);
    await ann.say('nobody hears me', { channel: 'secret' });
    expect((await read()).body['code']).toBe(50_001);
    await ann.mention('you do', { channel: 'secret' });
    const { d } = await bot.event('MESSAGE_CREATE');
    expect(d['content']).toContain('you do');
    expect((await bot.event('THREAD_CREATE')).d).toMatchObject({ id: secret.id, type: 12 });
    expect((await read()).status).toBe(200);
    bot.socket.terminate();
  });
});
