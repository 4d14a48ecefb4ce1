import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { request } from './raw-bot.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start({ patient: true });
});

afterEach(async () => {
  await sandbox.stop();
});

const MANAGE = {
  type: OverwriteType.Member,
  allow: String(PermissionFlagsBits.ManageRoles),
  deny: '0',
};

const route = (): string =>
  `/channels/${sandbox.world.channel('general').id}/permissions/${sandbox.bot.id}`;

function letManage(): void {
  const channel = sandbox.world.channel('general');
  sandbox.world.setOverwrites(channel, [{ id: sandbox.bot.id, ...MANAGE }]);
}

describe('permission overwrites', () => {
  it('a bot that may manage roles takes a permission from itself and gives it back', async () => {
    letManage();
    const denied = { ...MANAGE, deny: String(PermissionFlagsBits.AttachFiles) };
    expect((await request(sandbox, 'PUT', route(), { json: denied })).status).toBe(204);
    const { overwrites } = sandbox.world.channel('general');
    expect(overwrites).toEqual([{ id: sandbox.bot.id, ...denied }]);
    expect((await request(sandbox, 'PUT', route(), { json: MANAGE })).status).toBe(204);
    expect((await request(sandbox, 'DELETE', route())).status).toBe(204);
    expect(sandbox.world.channel('general').overwrites).toEqual([]);
  });

  it('a bot without the right to manage roles changes no overwrite', async () => {
    const answer = await request(sandbox, 'PUT', route(), { json: MANAGE });
    expect(answer).toMatchObject({ status: 403, body: { code: 50_013 } });
    expect((await request(sandbox, 'DELETE', route())).status).toBe(403);
    expect(sandbox.world.channel('general').overwrites).toEqual([]);
  });

  it('a bot gives nothing that it does not have itself', async () => {
    letManage();
    const json = { ...MANAGE, allow: String(PermissionFlagsBits.ManageMessages) };
    const answer = await request(sandbox, 'PUT', route(), { json });
    expect(answer).toMatchObject({ status: 403, body: { code: 50_013 } });
  });

  it('an overwrite whose permissions are no number is refused', async () => {
    letManage();
    const answer = await request(sandbox, 'PUT', route(), { json: { ...MANAGE, deny: 'all' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
  });
});
