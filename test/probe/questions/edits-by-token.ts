import { InteractionResponseType } from 'discord-api-types/v10';
import type { APIMessage } from 'discord-api-types/v10';

import { OLD_BUTTON, callbackOf, originalOf, pressed, removeAtTheEnd } from '../probe.js';
import type { Probe, Question } from '../probe.js';
import { inWords } from '../rest-client.js';

const HOUR_MS = 60 * 60 * 1000;
/** Discord's code for an edit of an old message that came too often. */
const TOO_MANY_OLD_EDITS = 30_046;
/** About three in 20 s have been reported; so many at once meet the limit. */
const MAX_EDITS = 10;

async function oldMessage({ rest, channelId }: Probe): Promise<APIMessage> {
  const messages = await rest.must<APIMessage[]>(
    'GET',
    `/channels/${channelId}/messages?limit=100`,
  );
  // Discord's clock decides, not this machine's: the newest message was posted just now.
  const nowMs = Date.parse(messages[0]?.timestamp ?? '');
  const isOld = ({ timestamp }: APIMessage): boolean => nowMs - Date.parse(timestamp) > HOUR_MS;
  const found = messages.find(
    (message) => JSON.stringify(message.components).includes(OLD_BUTTON) && isOld(message),
  );
  if (found === undefined)
    throw new Error('this needs a message of an hour: run with --prepare, and again in an hour');
  return found;
}

/** Whether the limit for edits of old messages also holds for edits by a click's token. */
export const editsByToken: Question = {
  question: 'Does an edit by a click’s token escape the limit for old messages (30046)?',
  ask: async (probe) => {
    const { rest, channelId } = probe;
    const message = await oldMessage(probe);
    removeAtTheEnd(probe, message.id);
    probe.say('The next button is further up, on a message that is more than an hour old.');
    const click = await pressed(probe, message.id);
    const type = InteractionResponseType.DeferredMessageUpdate;
    await rest.must('POST', callbackOf(click), { type });
    const route = `/channels/${channelId}/messages/${message.id}`;
    for (let edit = 1; edit <= MAX_EDITS; edit += 1) {
      const { code } = await rest.ask('PATCH', route, { content: `Edit ${edit}` });
      if (code === TOO_MANY_OLD_EDITS) {
        const byToken = await rest.ask('PATCH', originalOf(click), { content: 'By the token' });
        const verdict = byToken.status < 400 ? 'Yes' : 'No';
        return `${verdict}: edit ${edit} by the channel met the limit, and one by the token was answered with ${inWords(byToken)}.`;
      }
    }
    throw new Error(`${MAX_EDITS} edits by the channel did not meet the limit`);
  },
};
