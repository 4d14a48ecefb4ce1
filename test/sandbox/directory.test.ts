import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { addGuild, addPerson } from '../../src/sandbox/world/default-world.js';
import { request } from './raw-bot.js';

describe('a server, as the sandbox tells it over REST', () => {
  let sandbox: Sandbox;
  let path: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    path = `/guilds/${sandbox.world.guild('Studio').id}`;
  });
  afterAll(async () => {
    await sandbox.stop();
  });

  it('a server comes with its owner and roles, from which permissions follow', async () => {
    const { status, body } = await request(sandbox, 'GET', `${path}?with_counts=false`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Studio',
      owner_id: sandbox.user('ann').id,
      roles: [{ name: '@everyone' }, { name: 'Nano Banana' }],
    });
  });

  it('a server tells all its channels with their overwrites, hidden ones too, and no threads', async () => {
    const denied = PermissionFlagsBits.ViewChannel;
    sandbox.denyBot('general', denied);
    const { body } = await request(sandbox, 'GET', `${path}/channels`);
    sandbox.denyBot('general', 0n);
    const overwrite = { id: sandbox.bot.id, type: OverwriteType.Member, deny: String(denied) };
    expect(body).toMatchObject([
      { name: 'general', permission_overwrites: [overwrite] },
      { name: 'pictures', permission_overwrites: [] },
    ]);
    expect(body).toHaveLength(2);
  });

  it('a server tells the roles that the bot has in it', async () => {
    const { body } = await request(sandbox, 'GET', `${path}/members/${sandbox.bot.id}`);
    const [, managed] = sandbox.world.guild('Studio').roles;
    expect(body).toMatchObject({ roles: [managed?.id], user: { id: sandbox.bot.id } });
  });

  it('a server is unknown to a bot that is not in it', async () => {
    const elsewhere = addGuild(sandbox.world, 'Elsewhere', [addPerson(sandbox.world, 'dan')]);
    const refused = await request(sandbox, 'GET', `/guilds/${elsewhere.id}`);
    expect(refused).toMatchObject({ status: 404, body: { code: 10_004 } });
  });

  it('a server has no member that it does not have', async () => {
    const refused = await request(sandbox, 'GET', `${path}/members/1`);
    expect(refused).toMatchObject({ status: 404, body: { code: 10_007 } });
  });
});
