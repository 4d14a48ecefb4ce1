import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { lookOf, placeOf } from '../support/e2e-card-look.js';
import { preview, restyle, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';
import { newPostgresDatabase } from '../support/postgres/database.js';
import { ownPostgres } from '../support/postgres/own-server.js';
import { breakableWay } from '../support/postgres/proxy.js';

const UNREACHABLE = 'I could not reach my storage. Nothing was changed; try again in a moment.';
const UNANSWERED =
  'My storage did not answer in time, so I do not know whether that was saved; look at the card, and try again in a moment.';

/** What only the person is told who presses a button. */
async function toldAt(person: Person, card: SeenMessage, button: string): Promise<string> {
  const { ephemeral } = await person.click(card, button);
  return (ephemeral ?? (await person.nextEphemeral())).content;
}

it('cards on PostgreSQL work through a restart, and as soon as a database that was killed is back', async () => {
  const server = await ownPostgres();
  const { world, sandbox, gemini } = await startWithGemini({ DATABASE_URL: server.url });
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  await world.killAndRestart();
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');

  await server.kill();
  const before = lookOf(card);
  expect([UNREACHABLE, UNANSWERED]).toContain(await toldAt(ann, card, '➡️'));
  expect(await toldAt(ann, card, 'Process Prompt')).toBe(UNREACHABLE);
  expect(lookOf(card)).toEqual(before);
  // A mention can wait for a moment; a click cannot.
  const mentioned = preview(ann, 'a cow');
  await world.bot.logged('The storage is away');
  await server.start();
  expect(gemini.requests).toHaveLength(2);
  expect((await mentioned).title).toBe('a cow');
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('2 of 2');
  await restyle(ann, card, 'Neon');
  expect(placeOf(card)).toBe('3 of 3');
});

it('a bot that starts while PostgreSQL is away waits for it, and goes on with its cards', async () => {
  const server = await ownPostgres();
  const { world, sandbox } = await startWithGemini({ DATABASE_URL: server.url });
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  await world.bot.kill();
  await server.kill();
  const starting = world.startBot();
  await world.bot.logged('Waiting for the database');
  expect(world.bot.output).toContain('The database of DATABASE_URL cannot be reached');
  await server.start();
  await starting;
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '1 of 1');
});

it('one click at most fails after the way to PostgreSQL broke without a word', async () => {
  const way = await breakableWay(await newPostgresDatabase());
  const { sandbox } = await startWithGemini({ DATABASE_URL: way.url });
  const ann = sandbox.user('ann');
  const card = await result(ann, 'a cat');
  for (const style of ['Sketch', 'Neon', 'Vintage', 'Sketch']) await restyle(ann, card, style);
  const shown = () => Number(placeOf(card)?.split(' ')[0]);

  for (const breakWay of [() => way.swallow(), () => way.cut()]) {
    const [before, told] = [shown(), ann.ephemerals.length];
    breakWay();
    await ann.click(card, '⬅️');
    // Something else that the bot stores may have noticed the break before.
    await eventually(() => ann.ephemerals.length > told || shown() < before);
    for (const { content } of ann.ephemerals.slice(told)) {
      expect(content).toBe(UNANSWERED);
      expect(shown()).toBe(before);
    }
    const after = shown();
    await ann.click(card, '⬅️');
    await eventually(() => shown() === after - 1);
    expect(ann.ephemerals.length).toBeLessThanOrEqual(told + 1);
  }
});
