import { createHash } from 'node:crypto';

import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import {
  cancelledBy,
  interactionIdOf,
  lookOf,
  placeOf,
  requestOf,
  statusOf,
} from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { letModerate } from '../support/e2e-deletions.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { picture } from '../support/gemini-answers.js';
import { eventually } from '../support/eventually.js';
import { gate } from '../support/gate.js';
import { solid, type Rgb } from '../support/pictures.js';

const room = shareGeminiWorld({ CARD_USE: 'owner' });

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const drawn = (...colour: Rgb) => solid(colour, 64, 64).png().toBuffer();

/** What the person alone is told who presses a button of a card. */
async function told(person: Person, card: SeenMessage, button: string): Promise<SeenMessage> {
  const before = lookOf(card);
  const { ephemeral } = await person.click(card, button);
  expect(lookOf(card)).toEqual(before);
  if (ephemeral === undefined || ephemeral === null) throw new Error(`${button} was not refused.`);
  return ephemeral;
}

/** The next card in the channel that is somebody's own. */
async function ownCard(person: Person, channel: string): Promise<SeenMessage> {
  for (;;) {
    const card = await person.nextMessage(channel);
    if (card.description?.includes(`for <@${person.id}>`) === true) return card;
  }
}

it('others may look at a card and walk, and whatever costs or changes is refused in private without a write', async () => {
  const { world, gemini, ann, ben } = room();
  const card = await result(ann, 'a cat');
  await ann.click(card, 'Again');
  await card.changed(() => placeOf(card) === '2 of 2');
  await finished(card);
  const asked = gemini.requests.length;
  const database = await E2eDatabase.open(world);
  const row = () => database.row(interactionIdOf(card));
  // The card shows its outcome before the row says so.
  await eventually(async () => (await row())?.['active_status'] === null);
  const before = await row();
  for (const button of ['Process Prompt', 'Edit Prompt', 'Again', 'Vary', 'Settings', '⭐']) {
    const refusal = await told(ben, card, button);
    expect(refusal.content).toContain(`This card belongs to <@${ann.id}>`);
    expect(refusal.buttons.map(({ label }) => label)).toEqual(['Make my own']);
  }
  const { ephemeral } = await ben.select(card, 'Neon');
  expect(ephemeral?.content).toContain('Make my own');
  expect(await row()).toEqual(before);
  expect(gemini.requests).toHaveLength(asked);
  await ben.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
});

it('Make my own starts from the output that was shown, with its prompt, also when the card shows another one by now', async () => {
  const { gemini, ann, ben, channel } = room();
  gemini.script(picture(await drawn(16, 32, 48)), picture(await drawn(160, 176, 192)));
  const card = await result(ann, 'a cat');
  const first = card.files.find(({ name }) => name === card.pictureName);
  const refusal = await told(ben, card, 'Process Prompt');
  await ann.click(card, 'Again');
  await card.changed(() => placeOf(card) === '2 of 2');
  const row = lookOf(card);
  await ben.click(refusal, 'Make my own');
  const own = await ownCard(ben, channel);
  expect(own.title).toBe('a cat');
  expect(requestOf(own)).toEqual({ from: 'From your words and 1 picture', pictures: 1 });
  expect(own.description).toContain(`for <@${ben.id}>`);
  expect(interactionIdOf(own)).not.toBe(interactionIdOf(card));
  await ben.click(own, 'Process Prompt');
  await finished(own);
  const [sent] = gemini.requests.at(-1)?.pictures ?? [];
  expect(sent && sha256(sent.bytes)).toBe(first && sha256(first.bytes));
  expect(lookOf(card)).toEqual(row);
  // It belongs to Ben, and not to Ann.
  await told(ann, own, 'Vary');
});

it('Make my own for a preview of words takes the words, and for a card that was deleted it makes none', async () => {
  const { ann, ben, channel } = room();
  const card = await preview(ann, 'a dog in the rain');
  const refusal = await told(ben, card, 'Edit Prompt');
  await ben.click(refusal, 'Make my own');
  expect((await ownCard(ben, channel)).title).toBe('a dog in the rain');
  await (await ann.openModal(card, '🗑️')).submit();
  await card.changed(({ isDeleted }) => isDeleted).catch(() => undefined);
  const { ephemeral } = await ben.click(refusal, 'Make my own');
  expect(ephemeral?.content).toContain('The card is gone');
});

it('Cancel is for who asked and for moderators, and the card names who did it', async () => {
  const { gemini, sandbox, channel, ann, ben, cleo } = room();
  const card = await preview(ann, 'a cat');
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await drawn(64, 80, 96)) });
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  const refusal = await told(ben, card, 'Cancel');
  expect(refusal.content).toBe(
    `Only <@${ann.id}>, who asked for this card, and somebody with Manage Messages can cancel its picture.`,
  );
  expect(refusal.buttons).toEqual([]);
  letModerate(sandbox, channel, cleo);
  await cleo.click(card, 'Cancel');
  expect(statusOf(card)).toBe(cancelledBy(cleo));
  slow.open();
});

it('/show brings a card for who asked, and tells others that it is not theirs', async () => {
  const { ann, ben } = room();
  const card = await preview(ann, 'a cat');
  const id = interactionIdOf(card);
  const { ephemeral } = await ben.command('show', { id });
  await ephemeral?.changed(({ isLoading }) => !isLoading);
  expect(ephemeral?.content).toContain('Only the person who asked for this card can bring it');
  const { ephemeral: brought } = await ann.command('show', { id });
  await brought?.changed(({ isLoading }) => !isLoading);
  expect(brought?.content).toContain('Here it is');
});
