import { renderGatewayMessage } from '../../src/sandbox/world/render-message.js';
import { sendOddOnes, type EventData } from '../support/odd-events.js';
import { asked, type HostileInput } from './hostile-input.js';

/** What the connection to Discord brings. Each time, the thrower's next mention gets its card. */
export const GATEWAY_INPUTS: readonly HostileInput[] = [
  {
    name: 'events with missing and odd fields',
    throwAt: async (target) => {
      const { sandbox, thrower } = target;
      const events: [string, EventData][] = [];
      const stop = sandbox.world.events.listen((event) => {
        if (event.kind === 'interaction' && event.payload.channel?.id === channelId)
          events.push(['INTERACTION_CREATE', { ...event.payload }]);
      });
      const message = await thrower.mention('odd events');
      const { channelId } = message;
      const card = await thrower.nextReply(message);
      await thrower.openModal(card, 'Edit Prompt');
      stop();
      const said: EventData = { ...renderGatewayMessage(sandbox.world, message.message) };
      const deletion = { id: message.id, channel_id: channelId };
      events.push(['MESSAGE_CREATE', said], ['MESSAGE_UPDATE', said]);
      events.push(['MESSAGE_DELETE', deletion], ['MESSAGE_DELETE_BULK', { ids: [message.id] }]);
      events.push(['GUILD_CREATE', { id: '1', channels: [], threads: [], members: [] }]);
      for (const [name, event] of events) sendOddOnes(sandbox, name, event);
      sandbox.gateway.sendRaw('SOMETHING_NEW', { id: null });
      await asked(target, 'after odd events');
    },
  },
  {
    name: 'a connection that drops',
    throwAt: async ({ sandbox }) => {
      sandbox.gateway.drop();
      await sandbox.botReady();
    },
  },
];
