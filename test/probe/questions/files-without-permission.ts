import { InteractionResponseType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIGuildTextChannel, GuildTextChannelType } from 'discord-api-types/v10';

import { PICTURE } from '../picture.js';
import { buttons, callbackOf, originalOf, postForNow, pressed } from '../probe.js';
import type { Probe, Question } from '../probe.js';
import { inWords } from '../rest-client.js';

/** Takes *Attach Files* from the bot in the channel; at the end it is as it was. */
async function denyFiles({ rest, gateway, channelId, atTheEnd }: Probe): Promise<void> {
  type Channel = APIGuildTextChannel<GuildTextChannelType>;
  const channel = await rest.must<Channel>('GET', `/channels/${channelId}`);
  const route = `/channels/${channelId}/permissions/${gateway.botId}`;
  const former = channel.permission_overwrites?.find(({ id }) => id === gateway.botId);
  const { allow, deny } = former ?? { allow: '0', deny: '0' };
  const denied = await rest.ask('PUT', route, {
    type: OverwriteType.Member,
    allow: String(BigInt(allow) & ~PermissionFlagsBits.AttachFiles),
    deny: String(BigInt(deny) | PermissionFlagsBits.AttachFiles),
  });
  if (denied.status >= 400)
    throw new Error(
      `the bot needs Manage Permissions in the channel to take Attach Files from itself (${inWords(denied)})`,
    );
  atTheEnd(async (last) =>
    former === undefined
      ? last.must('DELETE', route)
      : last.must('PUT', route, { type: OverwriteType.Member, allow, deny }),
  );
}

/** Which ways of editing a message take a file where the bot may not attach any. */
export const filesWithoutPermission: Question = {
  question: 'Does an update with files pass where *Attach Files* is denied?',
  ask: async (probe) => {
    const { rest, channelId } = probe;
    await denyFiles(probe);
    const { id } = await postForNow(probe, {
      content: 'Attach Files is denied to the bot here.',
      components: buttons({ 'probe:files': 'Press me once' }),
    });
    const click = await pressed(probe, id);
    const type = InteractionResponseType.UpdateMessage;
    const data = { content: 'Updated.', attachments: [{ id: 0, filename: PICTURE.name }] };
    const first = await rest.ask('POST', callbackOf(click), { type, data }, [PICTURE]);
    // A refused answer leaves the click unanswered; without an answer there is no edit
    // by its token.
    if (first.status >= 400)
      await rest.ask('POST', callbackOf(click), {
        type: InteractionResponseType.DeferredMessageUpdate,
      });
    const byToken = await rest.ask('PATCH', originalOf(click), data, [PICTURE]);
    const route = `/channels/${channelId}/messages/${id}`;
    const byChannel = await rest.ask('PATCH', route, data, [PICTURE]);
    return `First answer: ${inWords(first)}; edit by the token: ${inWords(byToken)}; edit by the channel: ${inWords(byChannel)}.`;
  },
};
