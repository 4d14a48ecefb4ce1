import { expect, it } from '@jest/globals';

import { renderGatewayMessage } from '../../src/sandbox/world/render-message.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { sendOddOnes, type EventData } from '../support/odd-events.js';
import { CONFIRMATION, statusOf } from '../support/e2e-card-look.js';

const room = shareWorld();

it('odd events of the gateway end neither the process nor the answers to everybody else', async () => {
  const { sandbox, bot, ann, ben } = room();
  const events: [string, EventData][] = [];
  const stop = sandbox.world.events.listen((event) => {
    if (event.kind === 'interaction') events.push(['INTERACTION_CREATE', { ...event.payload }]);
  });
  const message = await ann.mention('a cat');
  const card = await ann.nextReply(message);
  await ann.openModal(card, 'Edit Prompt');
  stop();
  const said: EventData = { ...renderGatewayMessage(sandbox.world, message.message) };
  events.push(['MESSAGE_CREATE', said], ['MESSAGE_UPDATE', said]);
  events.push(['MESSAGE_DELETE', { id: message.id, channel_id: message.channelId }]);
  events.push(['GUILD_CREATE', { id: '1', channels: [], threads: [], members: [], roles: [] }]);

  for (const [name, event] of events) sendOddOnes(sandbox, name, event);
  sandbox.gateway.sendRaw('SOMETHING_NEW', { id: null });
  await bot.logged('Odd packet skipped');
  expect(statusOf(await preview(ben, 'a dog'))).toBe(CONFIRMATION);
  expect(bot.hasEnded).toBe(false);
});
