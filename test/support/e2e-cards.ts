import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { placeOf, statusOf } from './e2e-card-look.js';

type Writing = Parameters<Person['mention']>[1];

/** A person mentions the bot and gets a card. */
export async function preview(
  person: Person,
  prompt: string,
  writing?: Writing,
): Promise<SeenMessage> {
  return person.nextReply(await person.mention(prompt, writing));
}

/** A card on which a first picture was made. */
export async function result(
  person: Person,
  prompt: string,
  writing?: Writing,
): Promise<SeenMessage> {
  const card = await preview(person, prompt, writing);
  await person.click(card, 'Process Prompt');
  await finished(card);
  return card;
}

/** Waits until the card is a result that nothing is being made for. */
export async function finished(card: SeenMessage): Promise<void> {
  await card.changed(() => isResult(card) && statusOf(card) === undefined);
}

/** A person applies a style and waits for the styled picture. */
export async function restyle(
  person: Person,
  card: SeenMessage,
  style: string,
  waiting: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const before = card.pictureName;
  await person.select(card, style);
  await card.changed(() => isResult(card) && card.pictureName !== before, waiting);
}

function isResult(card: SeenMessage): boolean {
  return placeOf(card) !== undefined;
}
