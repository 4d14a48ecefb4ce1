import { DMChannel, Message, TextChannel, ThreadChannel } from 'discord.js';
import { expect, it } from '@jest/globals';

import { isAgeRestricted } from '../../../src/bot/guards/age-restricted.js';
import { strictInstance } from '../../support/strict-double.js';

const channel = (nsfw: boolean) => strictInstance(TextChannel, { isThread: () => false, nsfw });
const thread = (parent: TextChannel | null) =>
  strictInstance(ThreadChannel, { isThread: () => true, parent });
const directMessage = strictInstance(DMChannel, { isThread: () => false });

it.each([
  ['an age-restricted channel', channel(true), true],
  ['another channel', channel(false), false],
  ['a thread of an age-restricted channel', thread(channel(true)), true],
  ['a thread of another channel', thread(channel(false)), false],
  ['a thread whose channel is not known', thread(null), false],
  ['a direct message', directMessage, false],
  ['a place that is not known', null, false],
])('%s: whether it is age-restricted is told by its channel', (_name, place, expected) => {
  const message = strictInstance(Message, { channel: place });
  expect(isAgeRestricted(message.channel)).toBe(expected);
});
