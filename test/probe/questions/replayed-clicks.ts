import { InteractionResponseType } from 'discord-api-types/v10';

import { buttons, callbackOf, clickOn, postForNow, pressed, PRESS_TIMEOUT_MS } from '../probe.js';
import type { Question } from '../probe.js';
import { inWords } from '../rest-client.js';

/** How long the bot stays away for somebody to press. */
const AWAY_MS = 30_000;

/** Whether RESUME brings the clicks that were made while there was no connection. */
export const replayedClicks: Question = {
  question: 'Are clicks replayed that were made while the session had no connection?',
  ask: async (probe) => {
    const { gateway, rest, pause, say } = probe;
    const { sequence } = gateway;
    gateway.drop();
    const { id } = await postForNow(probe, {
      content: `The bot has no connection now. Press **once**, within ${AWAY_MS / 1000} s.`,
      components: buttons({ 'probe:away': 'Press me once' }),
    });
    say(`Somebody has to press the button within ${AWAY_MS / 1000} s (message ${id}).`);
    await pause(AWAY_MS);
    const replayed = await gateway.resume(sequence);
    if (replayed === undefined) {
      await gateway.identify();
      return 'The session could not be resumed, so nothing is replayed.';
    }
    const click = replayed.map((payload) => clickOn(id, payload)).find((each) => each);
    if (click !== undefined) {
      const type = InteractionResponseType.DeferredMessageUpdate;
      const answer = await rest.ask('POST', callbackOf(click), { type });
      return `Yes. Its first answer was then taken with ${inWords(answer)}.`;
    }
    const { id: askedId } = await postForNow(probe, {
      content: `No click arrived. Did you press? (${PRESS_TIMEOUT_MS / 1000} s)`,
      components: buttons({ 'probe:yes': 'I pressed, it failed', 'probe:no': 'I did not press' }),
    });
    const reply = await pressed(probe, askedId);
    await rest.must('POST', callbackOf(reply), {
      type: InteractionResponseType.DeferredMessageUpdate,
    });
    if (reply.data.custom_id === 'probe:no') throw new Error('nobody pressed the button');
    return 'No: the person saw that it failed, and RESUME brought nothing.';
  },
};
