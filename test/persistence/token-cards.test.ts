import { randomUUID } from 'node:crypto';

import { expect, it } from '@jest/globals';

import { collected } from '../support/collected.js';
import { newInteractionState } from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const GUILD = '300000000000000031';
const CHANNEL = '400000000000000041';

it('a card that only tokens reach is none of its server or channel, until it is a message of that channel', async () => {
  const { persistence } = await openTestDatabase();
  const places = async () => ({
    direct: await persistence.directChannelIds(10),
    servers: await collected(persistence.guildIds()),
    inServer: await persistence.countIn({ guildId: GUILD, channelId: CHANNEL }, 10),
  });
  const ids = [GUILD, null].map((guildId) => ({ id: randomUUID(), guildId }));
  for (const { id, guildId } of ids) {
    const request = { id, guildId, channelId: CHANNEL, requestMessageId: null };
    await persistence.create(newInteractionState({ ...request, reach: 'token' }));
  }
  expect(await places()).toEqual({ direct: [], servers: [], inServer: 0 });
  for (const { id } of ids) {
    expect(await persistence.load(id)).toMatchObject({ channelId: CHANNEL, reach: 'token' });
    await persistence.change(id, (state) => ({ ...state, reach: 'channel' }));
  }
  expect(await places()).toEqual({ direct: [CHANNEL], servers: [GUILD], inServer: 1 });
});
