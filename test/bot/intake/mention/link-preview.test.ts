import { EventEmitter } from 'node:events';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Message, PermissionFlagsBits } from 'discord.js';

import { withLinkPreview } from '../../../../src/bot/intake/mention/link-preview.js';
import { strictInstance } from '../../../support/strict-double.js';

const LINK = 'make it blue https://foreign.example/cat.png';
const EMBED = {} as never;
const never = () => new Promise<never>(() => undefined);

/** A mention, and what it is each time that Discord is asked for it. */
function mention(content: string, fetch: () => Promise<Message>, mayRead = true) {
  const client = Object.assign(new EventEmitter(), { user: null });
  const permissionsFor = () => ({
    bitfield: mayRead ? PermissionFlagsBits.ReadMessageHistory : 0n,
  });
  const channel = { isDMBased: () => false, isThread: () => false, permissionsFor };
  const guild = { members: { me: null } };
  const place = { guild, channel, channelId: '5' } as never;
  const about = { id: '50', content, embeds: [], client, fetch };
  const message = strictInstance(Message, { ...about, ...(place as object) });
  return { client, message };
}

const PREVIEWED = strictInstance(Message, { id: '50', embeds: [EMBED] });

const update = (d: object) => ({ t: 'MESSAGE_UPDATE', d });

afterEach(() => void jest.useRealTimers());

describe('the preview of a link', () => {
  it.each(['make it blue', 'make it blue <https://foreign.example/cat.png>'])(
    'the preview is not waited for where Discord shows none: %s',
    async (content) => {
      const { message } = mention(content, never);
      expect(await withLinkPreview(message)).toBe(message);
    },
  );

  it('the preview is not waited for where the bot may not read the message again', async () => {
    const { message } = mention(LINK, never, false);
    expect(await withLinkPreview(message)).toBe(message);
  });

  it('a preview that came before is found', async () => {
    const { client, message } = mention(LINK, async () => PREVIEWED);
    expect(await withLinkPreview(message)).toBe(PREVIEWED);
    expect(client.listenerCount('raw')).toBe(0);
  });

  it('a preview that comes later is waited for, and other events are not taken for it', async () => {
    let asked = 0;
    let isThere = false;
    const { client, message } = mention(LINK, async () => {
      asked += 1;
      return isThere ? PREVIEWED : message;
    });
    const reading = withLinkPreview(message);
    await new Promise(setImmediate);
    client.emit('raw', update({ id: '51', embeds: [EMBED] }));
    client.emit('raw', update({ id: '50' }));
    client.emit('raw', update({ id: '50', embeds: [] }));
    client.emit('raw', { t: null });
    await new Promise(setImmediate);
    expect(asked).toBe(1);
    isThere = true;
    client.emit('raw', update({ id: '50', embeds: [EMBED] }));
    expect(await reading).toBe(PREVIEWED);
    expect(client.listenerCount('raw')).toBe(0);
  });

  it.each<[string, () => Promise<never>]>([
    ['answers nothing', never],
    ['refuses', () => Promise.reject(new Error('no'))],
  ])('the message is taken as it came when Discord %s', async (_name, fetch) => {
    const { client, message } = mention(LINK, fetch);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const reading = withLinkPreview(message);
    await new Promise(setImmediate);
    jest.advanceTimersByTime(3_000);
    expect(await reading).toBe(message);
    expect(client.listenerCount('raw')).toBe(0);
  });
});
