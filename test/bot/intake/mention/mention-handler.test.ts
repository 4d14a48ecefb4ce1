import { describe, expect, it } from '@jest/globals';
import { Collection, Message } from 'discord.js';
import type { ArgsOf, Client } from 'discordx';

import type { CardGuardData } from '../../../../src/bot/guards/restored-card.js';
import type { CardPoster } from '../../../../src/bot/intake/mention/card-poster.js';
import { MentionHandler } from '../../../../src/bot/intake/mention/mention-handler.js';
import type {
  MentionReader,
  MentionRequest,
} from '../../../../src/bot/intake/mention/mention-reader.js';
import type { RequestRecorder } from '../../../../src/bot/intake/request-recorder.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import type { Requests } from '../../../../src/persistence/requests.js';
import { gate } from '../../../support/gate.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const REQUEST: MentionRequest = { prompt: 'a lighthouse', pictures: [], notes: [] };

function mention(told: object, done: string[] = [], replies: string[] = []) {
  return strictInstance(Message, {
    id: '50',
    author: { bot: false },
    client: { user: { id: '1' } },
    guild: null,
    content: 'a lighthouse',
    attachments: new Collection(),
    system: false,
    webhookId: null,
    mentions: { users: new Collection(), roles: new Collection() },
    react: async (emoji: string) => void done.push(emoji),
    channel: { isSendable: () => true, sendTyping: async () => void done.push('typing') },
    reply: async ({ content }: { content: string }) => void replies.push(content),
    ...told,
  }) as ArgsOf<'messageCreate'>[0];
}

const CLIENT = strictDouble<Client>('Client', {});

const knows = (state: InteractionState | null) =>
  strictDouble<Requests>('Requests', { find: async () => state });

async function handle(
  request: MentionRequest,
  told: object = {},
  known: InteractionState | null = null,
) {
  const done: string[] = [];
  const replies: string[] = [];
  const state = interactionState();
  const logger = new RecordingLogger();
  const handler = new MentionHandler(
    strictDouble<MentionReader>('MentionReader', { read: async () => request }),
    strictDouble<RequestRecorder>('RequestRecorder', {
      record: async () => {
        done.push('recorded');
        return state;
      },
    }),
    strictDouble<CardPoster>('CardPoster', {
      post: async () => void done.push('posted'),
      postUnlessThere: async () => void done.push('posted unless there'),
    }),
    knows(known),
    logger,
  );
  const card: CardGuardData = {};
  await handler.onMessage([mention(told, done, replies)], CLIENT, card);
  return { done, replies, logger, card };
}

describe('a mention', () => {
  it('is greeted at once, recorded, and answered with a card', async () => {
    const { done, replies, card } = await handle(REQUEST);
    expect(done).toEqual(['🎨', 'typing', 'recorded', 'posted']);
    expect(card.view?.state.id).toBe(interactionState().id);
    expect(replies).toEqual([]);
  });

  it('that a former process has recorded is not recorded again; its card is posted, if it is not there', async () => {
    const { done, card } = await handle(REQUEST, {}, interactionState({ messageId: null }));
    expect(done).toEqual(['🎨', 'typing', 'posted unless there']);
    expect(card.view?.state.id).toBe(interactionState().id);
  });

  it('that has its card already is not answered again', async () => {
    const { done, replies } = await handle(REQUEST, {}, interactionState());
    expect(done).toEqual(['🎨', 'typing']);
    expect(replies).toEqual([]);
  });

  it('is not one for the bot when a bot wrote it', async () => {
    const { done } = await handle(REQUEST, { author: { bot: true } });
    expect(done).toEqual([]);
  });

  it('waits while four others are being read, whose pictures fill the memory', async () => {
    const { opened, open } = gate();
    let reading = 0;
    const handler = new MentionHandler(
      strictDouble<MentionReader>('MentionReader', {
        read: async () => {
          reading += 1;
          await opened;
          return REQUEST;
        },
      }),
      strictDouble<RequestRecorder>('RequestRecorder', { record: async () => interactionState() }),
      strictDouble<CardPoster>('CardPoster', { post: async () => undefined }),
      knows(null),
      new RecordingLogger(),
    );
    const all = Array.from({ length: 6 }, () => handler.onMessage([mention({})], CLIENT, {}));
    await new Promise(setImmediate);
    expect(reading).toBe(4);
    open();
    await Promise.all(all);
    expect(reading).toBe(6);
  });

  it('is answered though the bot may not react', async () => {
    const { done } = await handle(REQUEST, { react: () => Promise.reject(new Error('forbidden')) });
    expect(done).toContain('posted');
  });

  it('of the bot’s role, which Discord hides, is told to mention the user', async () => {
    const { done, replies } = await handle(REQUEST, {
      content: '',
      guild: { members: { me: { roles: { botRole: { id: '10' } } } } },
      mentions: { users: new Collection(), roles: new Collection([['10', {}]]) },
    });
    expect(done).not.toContain('recorded');
    expect(replies).toEqual([expect.stringContaining('mention me as a user')]);
  });

  it('is told how to ask when it asks for nothing', async () => {
    const { done, replies } = await handle({ ...REQUEST, prompt: '' });
    expect(done).not.toContain('recorded');
    expect(replies).toEqual([expect.stringContaining('For example')]);
  });

  it('is told what was wrong with its pictures, within Discord’s limit', async () => {
    const notes = Array.from({ length: 20 }, (_, n) => `**${n}** was left out. ${'x'.repeat(150)}`);
    const { replies } = await handle({ prompt: '', pictures: [], notes });
    expect(replies[0]).toContain('**0** was left out.');
    expect(replies[0]).toContain('For example');
    expect(replies[0]?.length).toBeLessThanOrEqual(2000);
  });

  it.each([
    [4000, true],
    [4001, false],
  ])('with a prompt of %i characters is taken: %s', async (length, isTaken) => {
    const { done, replies } = await handle({ ...REQUEST, prompt: 'x'.repeat(length) });
    expect(done.includes('posted')).toBe(isTaken);
    expect(replies.join().includes('4001 characters, and I can take 4000')).toBe(!isTaken);
  });
});
