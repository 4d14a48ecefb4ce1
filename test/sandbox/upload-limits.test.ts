import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot, multipart, request } from './raw-bot.js';
import { RawInteractions } from './raw-interactions.js';

const MIB = 1024 * 1024;
const TOO_LARGE = { status: 413, body: { code: 40_005 } };
const imagine = {
  name: 'imagine',
  description: 'Paints',
  options: [{ type: 11, name: 'picture', description: 'A picture' }],
};

const file = (mebibytes: number) => multipart({}, [new Uint8Array(mebibytes * MIB)]);

describe('the limits for files', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let interactions: RawInteractions;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    interactions = new RawInteractions(sandbox, bot);
    const path = `/applications/${sandbox.bot.id}/commands`;
    await request(sandbox, 'PUT', path, { json: [imagine] });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const channelRoute = () => `/channels/${sandbox.world.channel('general').id}/messages`;

  it('an interaction says how large a file may be, and takes one as large as its person may send', async () => {
    sandbox.user('ann').user.uploadLimitBytes = 50 * MIB;
    const interaction = await interactions.next(sandbox.user('ann').command('imagine'));
    expect(interaction.payload['attachment_size_limit']).toBe(50 * MIB);
    await interaction.answer({ type: 5 });
    expect((await interaction.edit(file(40))).status).toBe(200);
    expect(await interaction.followUp(file(51))).toMatchObject(TOO_LARGE);
  });

  it('a person’s limit does not count where the bot posts by itself', async () => {
    sandbox.user('ann').user.uploadLimitBytes = 50 * MIB;
    const answer = await request(sandbox, 'POST', channelRoute(), { form: file(11) });
    expect(answer).toMatchObject(TOO_LARGE);
  });

  it('a server’s limit counts for everybody in it', async () => {
    sandbox.world.guild('Studio').uploadLimitBytes = 100 * MIB;
    const interaction = await interactions.next(sandbox.user('ben').command('imagine'));
    expect(interaction.payload['attachment_size_limit']).toBe(100 * MIB);
    const answer = await request(sandbox, 'POST', channelRoute(), { form: file(11) });
    expect(answer.status).toBe(200);
    const inPrivate = sandbox.user('ben').command('imagine', {}, { dm: true });
    expect((await interactions.next(inPrivate)).payload).toMatchObject({
      attachment_size_limit: 10 * MIB,
    });
  });

  it('a person puts a file into a command that is as large as they may send', async () => {
    const ann = sandbox.user('ann');
    const picture = { name: 'big.png', bytes: new Uint8Array(11 * MIB) };
    const using = ann.command('imagine', { picture });
    await expect(using).rejects.toThrow('"big.png" is over 10 MiB.');
    ann.user.uploadLimitBytes = 50 * MIB;
    const { payload } = await interactions.next(ann.command('imagine', { picture }));
    const { resolved } = payload['data'] as { resolved: { attachments: object } };
    expect(Object.values(resolved.attachments)).toMatchObject([{ size: 11 * MIB }]);
  });
});
