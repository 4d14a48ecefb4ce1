import type { Person } from '../../src/sandbox/client/person.js';
import type { Answer } from '../../src/sandbox/client/answer.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import type { Message } from '../../src/sandbox/world/entities.js';
import type { Room } from './e2e-room.js';
import { photo } from './pictures.js';

/** The ways in that begin with a command; each one ends with a card that has this prompt. */
export interface WayIn {
  readonly name: string;
  /**
   * Does everything that comes before the last step; the last step is acknowledged and answered.
   */
  readonly prepare: (room: Room, prompt: string) => Promise<() => Promise<Answer>>;
  /** Whether the card is the answer itself, which only who asked sees. */
  readonly isPrivate?: boolean;
}

/** A file to attach. */
export const photoFile = async () => ({
  name: 'photo.png',
  bytes: await photo(64, 48).png().toBuffer(),
});

/** Opens the form about somebody else's message. */
export async function openForm(asker: Person, writer: Person, channel: string) {
  const message = await writer.say('my holidays', { channel, files: [await photoFile()] });
  const { modal } = await asker.menu(message, 'Edit this picture');
  if (modal === undefined) throw new Error('No form was opened.');
  return modal;
}

const imagine =
  (place: 'channel' | 'thread' | 'dm', more: { readonly private?: boolean } = {}) =>
  async ({ ann, channel }: Room, prompt: string) => {
    const where = { channel: { channel }, thread: { channel: 'kittens' }, dm: { dm: true } }[place];
    return () => ann.command('imagine', { prompt, ...more }, where);
  };

export const IMAGINE: WayIn = { name: '/imagine', prepare: imagine('channel') };

export const PRIVATE_IMAGINE: WayIn = {
  name: '/imagine private:',
  prepare: imagine('channel', { private: true }),
  isPrivate: true,
};

export const EDIT_PICTURE: WayIn = {
  name: 'Edit this picture',
  prepare: async ({ ann, ben, channel }, prompt) => {
    const modal = await openForm(ben, ann, channel);
    return () => modal.submit({ prompt });
  },
};

export const FURTHER_WAYS: readonly WayIn[] = [
  { name: '/imagine in a thread', prepare: imagine('thread') },
  { name: '/imagine in a direct message', prepare: imagine('dm') },
  {
    name: '/imagine private: in a direct message',
    prepare: imagine('dm', { private: true }),
    isPrivate: true,
  },
  {
    name: 'Edit this picture in a thread',
    prepare: async ({ ann, ben }, prompt) => {
      const modal = await openForm(ben, ann, 'kittens');
      return () => modal.submit({ prompt });
    },
  },
  {
    name: 'Edit this picture in a direct message',
    prepare: async ({ ann }, prompt) => {
      const message = await ann.dm('mine', { files: [await photoFile()] });
      const { modal } = await ann.menu(message, 'Edit this picture');
      if (modal === undefined) throw new Error('No form was opened.');
      return () => modal.submit({ prompt });
    },
  },
];

/** What the bot sends in the steps of answering a command. */
export const CALLBACK: RequestMatch = {
  method: 'POST',
  route: '/interactions/:id/:token/callback',
};
const POST: RequestMatch = { method: 'POST', route: '/channels/:id/messages' };
const EDIT_ANSWER: RequestMatch = { method: 'PATCH', route: '/webhooks/:id/:token/messages/:id' };
export const REMOVE_ANSWER: RequestMatch = {
  method: 'DELETE',
  route: '/webhooks/:id/:token/messages/:id',
};

/** The request that shows the card. */
export const showing = ({ isPrivate = false }: WayIn): RequestMatch =>
  isPrivate ? EDIT_ANSWER : POST;

/** All messages of a world that show a card with this prompt, whoever sees them. */
export function cardsWith({ sandbox }: Room, prompt: string): Message[] {
  return [...sandbox.world.messages.values()].filter(({ embeds }) => embeds[0]?.title === prompt);
}

/** The only card with this prompt, as who asked sees it. */
export function onlyCard(room: Room, person: Person, prompt: string): SeenMessage {
  const [card, ...others] = cardsWith(room, prompt);
  if (card === undefined || others.length > 0)
    throw new Error(`There are ${others.length + (card ? 1 : 0)} cards with "${prompt}".`);
  return person.sees(card.id);
}
