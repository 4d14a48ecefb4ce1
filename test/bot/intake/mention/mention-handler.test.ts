import { describe, expect, it } from '@jest/globals';
import { Collection, Message, PermissionsBitField } from 'discord.js';
import type { ArgsOf, Client } from 'discordx';

import type { CardGuardData } from '../../../../src/bot/guards/restored-card.js';
import type { Intake, Taken } from '../../../../src/bot/intake/intake.js';
import type { CardPoster } from '../../../../src/bot/intake/mention/card-poster.js';
import { MentionHandler } from '../../../../src/bot/intake/mention/mention-handler.js';
import type { MentionReader } from '../../../../src/bot/intake/mention/mention-reader.js';
import type { PictureRequest } from '../../../../src/bot/intake/picture-request.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const REQUEST: PictureRequest = strictDouble('PictureRequest', {});
const STATE = interactionState({ messageId: null });
const forbidden = () => Promise.reject(new Error('forbidden'));
const CLIENT = strictDouble<Client>('Client', {});

interface Told {
  /** Members of the message. */
  readonly message?: object;
  /** The interaction that a former process has made of it. */
  readonly known?: InteractionState | null;
  readonly taken?: Taken;
}

/** What the handler did with a message, in order, and what it said. */
async function handle({ message = {}, known = null, taken = { state: STATE } }: Told = {}) {
  const done: string[] = [];
  const replies: string[] = [];
  const logger = new RecordingLogger();
  const handler = new MentionHandler(
    strictDouble<MentionReader>('MentionReader', { read: async () => REQUEST }),
    strictDouble<PersistenceService>('PersistenceService', { findByRequest: async () => known }),
    strictDouble<Intake>('Intake', {
      inTurn: async (_, answer) => {
        done.push('waited');
        await answer(async () => void done.push('reads'));
      },
      take: async (request, howToAsk) => {
        expect(request).toBe(REQUEST);
        expect(howToAsk).toContain('For example');
        done.push('taken');
        return taken;
      },
    }),
    strictDouble<CardPoster>('CardPoster', {
      post: async () => void done.push('posted'),
      postUnlessThere: async () => void done.push('posted unless there'),
    }),
    logger,
  );
  const mention = strictInstance(Message, {
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
    channelId: '7',
    channel: {
      isDMBased: () => false,
      isThread: () => false,
      isSendable: () => true,
      permissionsFor: () => null,
      sendTyping: async () => void done.push('typing'),
    },
    reply: async ({ content }: { content: string }) => void replies.push(content),
    ...message,
  }) as ArgsOf<'messageCreate'>[0];
  const card: CardGuardData = {};
  await handler.onMessage([mention], CLIENT, card);
  return { done, replies, logger, card };
}

describe('a mention', () => {
  it('a mention is greeted at once, waits in the queue, and is then taken and answered with a card', async () => {
    const { done, replies, card } = await handle();
    expect(done).toEqual(['waited', '🎨', 'typing', 'taken', 'posted']);
    expect(card.view?.state.id).toBe(STATE.id);
    expect(replies).toEqual([]);
  });

  it('a mention that a former process took is not taken again; its card is posted, if it is not there', async () => {
    const { done, card } = await handle({ known: STATE });
    expect(done).toEqual(['waited', '🎨', 'typing', 'reads', 'posted unless there']);
    expect(card.view?.state.id).toBe(STATE.id);
  });

  it('a mention that has its card already is not answered again', async () => {
    const { done, replies } = await handle({ known: interactionState() });
    expect(done).toEqual(['waited', '🎨', 'typing']);
    expect(replies).toEqual([]);
  });

  it('a message that a bot wrote is no mention', async () => {
    const { done } = await handle({ message: { author: { bot: true } } });
    expect(done).toEqual([]);
  });

  it('a mention that the intake refuses is answered with the reason, and no card', async () => {
    const { done, replies, card } = await handle({ taken: { refusal: 'It is empty.' } });
    expect(done).not.toContain('posted');
    expect(replies).toEqual(['It is empty.']);
    expect(card.view).toBeUndefined();
  });

  it('a mention is answered though the bot may not react', async () => {
    const { done } = await handle({ message: { react: forbidden } });
    expect(done).toContain('posted');
  });

  it('a mention where no card can be made is told why, and starts nothing', async () => {
    const { done, replies } = await handle({
      message: {
        channel: {
          isDMBased: () => false,
          isThread: () => false,
          permissionsFor: () => new PermissionsBitField(['SendMessages', 'ReadMessageHistory']),
        },
        guild: { members: { me: null } },
        mentions: { users: new Collection([['1', {}]]), roles: new Collection() },
      },
    });
    expect(done).toEqual([]);
    expect(replies).toEqual([expect.stringContaining('**Embed Links**, **Attach Files**')]);
  });

  it('a mention of the bot’s role, which Discord hides, is told to mention the user', async () => {
    const { done, replies } = await handle({
      message: {
        content: '',
        guild: { members: { me: { roles: { botRole: { id: '10' } } } } },
        mentions: { users: new Collection(), roles: new Collection([['10', {}]]) },
      },
    });
    expect(done).toEqual(['🎨', 'typing']);
    expect(replies).toEqual([expect.stringContaining('mention me as a user')]);
  });
});
