import type { APIEmbed } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, placeOf } from './e2e-card-look.js';
import { finished, restyle } from './e2e-cards.js';
import { customIdOf } from './e2e-components.js';
import { E2eDatabase } from './e2e-database.js';
import type { GeminiRoom } from './e2e-gemini.js';
import { importedCards } from './e2e-imported-cards.js';
import { earlierRows } from './e2e-predecessor.js';
import { makeFormer } from './e2e-storage.js';
import { photo } from './pictures.js';

/** One kind of card: where it is, how old it is, and who uses it. */
export interface CardKind {
  readonly name: string;
  /** Ann or Cleo has asked for it. */
  readonly user: 'who asked' | 'another person';
  /**
   * Posts cards at rest: previews of "a cat" with a photo, and results that show 2 of 3 outputs.
   */
  readonly post: (here: GeminiRoom, views: readonly CardViewName[]) => Promise<PostedCard[]>;
  /** What happens to them before they are used. */
  readonly age?: Aging;
}

type CardViewName = 'preview' | 'result';

type Aging = (here: GeminiRoom, cards: readonly SeenMessage[]) => Promise<void>;

/** A card, and who asked for it. */
export interface PostedCard {
  readonly card: SeenMessage;
  readonly asker: Person;
}

const posted =
  (place: 'room' | 'thread' | 'direct message'): CardKind['post'] =>
  async ({ ann, cleo }, views) => {
    const cards: PostedCard[] = [];
    const files = [{ name: 'photo.jpg', bytes: await photo(128, 96).jpeg().toBuffer() }];
    const writing = { files, ...(place === 'thread' && { channel: 'kittens' }) };
    for (const [n, view] of views.entries()) {
      const asker = n % 2 === 0 ? ann : cleo;
      const asked =
        place === 'direct message' ? asker.dm('a cat', writing) : asker.mention('a cat', writing);
      const card = await asker.nextReply(await asked);
      cards.push({ card, asker });
      if (view === 'preview') continue;
      await asker.click(card, 'Process Prompt');
      await finished(card);
      await restyle(asker, card, 'Sketch');
      await asker.click(card, '⬅️');
    }
    return cards;
  };

const killed: Aging = ({ world }) => world.killAndRestart();

const former =
  (format: 1 | 2 | 3): Aging =>
  async ({ world, sandbox }, cards) => {
    await world.bot.kill();
    const database = await E2eDatabase.open(world);
    for (const card of cards) {
      await makeFormer(database, interactionIdOf(card), format);
      giveFormerLook(sandbox, card);
    }
    await world.startBot();
  };

/** Makes a card look as this program drew it before all cards had one look. */
function giveFormerLook({ writer }: Sandbox, card: SeenMessage): void {
  const id = interactionIdOf(card);
  const isResult = placeOf(card) !== undefined;
  const offers = ['generation_cancel', 'generation_try_again'] as const;
  const offer = offers.find((name) => customIdOf(card, name) !== undefined);
  const embed: APIEmbed = {
    ...card.message.embeds[0],
    title: isResult ? 'Output 2 of 3' : 'Your request',
    description: 'Draw this picture as a sketch.',
    fields: [{ name: 'Current prompt', value: 'a cat' }],
    footer: { text: `Persistent Session ID: ${id}` },
  };
  const components = earlierRows(isResult ? 'style_view' : 'process_view', id, offer);
  writer.edit(card.message, { embeds: [embed], components });
}

/** A card that is used long after its process died, by another person. */
export const KILLED: CardKind = {
  name: 'a card from before a SIGKILL, as another person',
  user: 'another person',
  post: posted('room'),
  age: killed,
};

/** A card of an older version of this program. */
export const formerCard = (format: 1 | 2 | 3): CardKind => ({
  name: `a card as this program drew it when it stored format ${format}`,
  user: 'another person',
  post: posted('room'),
  age: former(format),
});

/** All further kinds. */
export const FURTHER_KINDS: readonly CardKind[] = [
  { name: 'a fresh card', user: 'who asked', post: posted('room') },
  { name: 'a fresh card, as another person', user: 'another person', post: posted('room') },
  { name: 'a card in a thread, as another person', user: 'another person', post: posted('thread') },
  { name: 'a card in a direct message', user: 'who asked', post: posted('direct message') },
  {
    name: 'a card in a thread from before a SIGKILL',
    user: 'who asked',
    post: posted('thread'),
    age: killed,
  },
  {
    name: 'a card in a direct message from before a SIGKILL',
    user: 'who asked',
    post: posted('direct message'),
    age: killed,
  },
  {
    name: 'a card of the Python bot that was imported',
    user: 'another person',
    post: importedCards,
  },
];
