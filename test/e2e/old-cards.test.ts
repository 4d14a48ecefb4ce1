import { expect, it } from '@jest/globals';

import { SandboxClock } from '../../src/sandbox/clock.js';
import { defaultWorld } from '../../src/sandbox/world/default-world.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const TOKEN_LIFETIME_MS = 15 * 60 * 1000;
const EDIT = { method: 'PATCH', route: '/channels/:id/messages/:id' };
const EDIT_BY_TOKEN = { method: 'PATCH', route: /^\/webhooks\/.*\/messages\// };

/** Two cards of two hours, in a channel where Discord lets nobody edit old messages. */
async function oldCards() {
  const world = defaultWorld(new SandboxClock(-TWO_HOURS_MS));
  const here = await startWithGemini({}, [], { world });
  const { sandbox } = here;
  const people = ['ann', 'ben'].map((name) => sandbox.user(name));
  const cards = await Promise.all(people.map((person) => preview(person, 'a cat')));
  sandbox.clock.advance(TWO_HOURS_MS);
  sandbox.writeLimits.oldEdits = { limit: 0, windowMs: 10 * 60_000 };
  const clicked = people.map((person, n) => ({ person, card: cards[n]! }));
  return { ...here, cards, clicked };
}

it('pictures of old cards are shown by the tokens of their clicks, however few edits the channel has left', async () => {
  const { sandbox, cards, clicked } = await oldCards();
  await Promise.all(clicked.map(({ person, card }) => person.click(card, 'Process Prompt')));
  await Promise.all(cards.map((card) => finished(card)));
  expect(sandbox.requests.count(EDIT)).toBe(0);
  expect(sandbox.requests.count(EDIT_BY_TOKEN)).toBe(2);
});

it('a new card and every click are answered while the pictures of old cards wait for edits of their channel', async () => {
  const { world, sandbox, gemini, clicked } = await oldCards();
  const bytes = await photo(200, 150).png().toBuffer();
  const { opened, open } = gate();
  for (const _ of clicked) gemini.script({ kind: 'later', after: opened, answer: picture(bytes) });
  await Promise.all(clicked.map(({ person, card }) => person.click(card, 'Process Prompt')));
  await gemini.received(clicked.length);
  sandbox.clock.advance(TOKEN_LIFETIME_MS + 1);
  const refused = sandbox.requests.next(EDIT);
  open();
  expect((await refused).status).toBe(429);
  const cleo = sandbox.user('cleo');
  const card = await preview(cleo, 'a bird');
  await cleo.click(card, 'Process Prompt');
  await finished(card);

  for (const { person, card: old } of clicked) {
    const id = interactionIdOf(old);
    await world.bot.logged('Generation produced a picture', (line) => line['interactionId'] === id);
    await person.click(old, 'Cancel');
    expect(placeOf(old)).toBe('1 of 1');
  }
});
