import { DMChannel, TextChannel, ThreadChannel, type PublicThreadChannel } from 'discord.js';
import { expect, it } from '@jest/globals';

import { isAgeRestricted } from '../../../src/bot/guards/age-restricted.js';
import { strictInstance } from '../../support/strict-double.js';

/** As discord.js's own type guards name it. */
const THREAD: { readonly name: string; readonly prototype: PublicThreadChannel } = ThreadChannel;
const channel = (nsfw: boolean) => strictInstance(TextChannel, { isThread: () => false, nsfw });
const thread = (parent: TextChannel | null) =>
  strictInstance<PublicThreadChannel>(THREAD, { isThread: () => true, parent });
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
  expect(isAgeRestricted(place)).toBe(expected);
});
