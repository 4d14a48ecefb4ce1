import { GatewayOpcodes } from 'discord-api-types/v10';

import { postForNow } from '../probe.js';
import type { Question } from '../probe.js';

/** How long the event of the bot's own message may take. */
const EVENT_TIMEOUT_MS = 20_000;

/** Whether RESUME replays from the number it names, also what a heartbeat acknowledged already. */
export const acknowledgedEvents: Question = {
  question: 'Does RESUME replay events that a heartbeat had acknowledged?',
  ask: async (probe) => {
    const { gateway } = probe;
    const before = gateway.sequence;
    const arrived = gateway.next('the event of a message', EVENT_TIMEOUT_MS, (payload) =>
      payload.op === GatewayOpcodes.Dispatch && payload.t === 'MESSAGE_CREATE' ? true : undefined,
    );
    await postForNow(probe, { content: 'This message is an event to be replayed.' });
    await arrived;
    await gateway.acknowledge();
    gateway.drop();
    const replayed = await gateway.resume(before);
    if (replayed === undefined) {
      await gateway.identify();
      return 'The session could not be resumed from before the acknowledged event.';
    }
    const isReplayed = replayed.some(
      (payload) => payload.op === GatewayOpcodes.Dispatch && payload.t === 'MESSAGE_CREATE',
    );
    return isReplayed
      ? 'Yes: the number in RESUME decides.'
      : 'No: only what came after the last heartbeat.';
  },
};
