import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import { addPerson, defaultWorld } from '../../src/sandbox/world/default-world.js';
import { preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { geminiEnvironment } from '../support/e2e-gemini.js';
import { E2eProcesses } from '../support/e2e-processes.js';
import { E2eWorld } from '../support/e2e-world.js';
import { endAfterTest } from '../support/endings.js';
import { eventually } from '../support/eventually.js';
import { picture } from '../support/gemini-answers.js';
import { GeminiServer } from '../support/gemini-server.js';
import { photo } from '../support/pictures.js';
import { queryPostgres } from '../support/postgres/server.js';

/** Room for five pictures that are expected to cost $0.0336 each. */
const BUDGET = 200_000;
const ESTIMATE = 33_600;

interface Spent {
  readonly micro: number;
  readonly calls: number;
  readonly settled: number;
}

it('a hundred presses at the last cent, on two processes of which one is killed meanwhile, spend no more than the budget and one estimate', async () => {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  gemini.always(picture(await photo(64, 48).png().toBuffer()));
  const processes = await E2eProcesses.prepare(2, {
    ...geminiEnvironment(gemini),
    BUDGET_PER_DAY: String(BUDGET / 1_000_000),
  });
  const [doomed] = await Promise.all(['0', '1'].map((shards) => processes.start(shards)));
  const people = ['ann', 'ben', 'cleo'].flatMap((name) =>
    [0, 1].map((shard) => processes.person(name, shard)),
  );
  const cards: [Person, SeenMessage][] = [];
  for (const person of people)
    for (const n of [1, 2, 3, 4]) cards.push([person, await preview(person, `cat ${n}`)]);

  const presses = cards.flatMap(([person, card]) =>
    [1, 2, 3, 4, 5].map(async () => person.click(card, 'Process Prompt')),
  );
  const answers = Promise.allSettled(presses);
  await gemini.received(2);
  await doomed?.kill();
  // Whoever pressed on the dead process is told that it failed.
  processes.sandbox.clock.advance(3_100);
  expect(await answers).toHaveLength(120);
  await processes.start('0');
  const { databaseUrl } = processes;
  const waiting = `SELECT COUNT(*)::int AS count FROM interactions WHERE active_status IS NOT NULL`;
  await eventually(async () => {
    const [row] = await queryPostgres<{ count: number }>(databaseUrl, waiting);
    return row?.count === 0;
  });

  const [spent] = await queryPostgres<Spent>(
    databaseUrl,
    `SELECT SUM(micro_dollars)::int AS micro, SUM(settled + cut_off + CASE WHEN attempt IS NULL THEN 0 ELSE 1 END)::int AS calls,
      SUM(settled)::int AS settled FROM ledger_entries`,
  );
  expect(spent?.micro).toBeGreaterThan(BUDGET - ESTIMATE - ESTIMATE);
  expect(spent?.micro).toBeLessThanOrEqual(BUDGET + ESTIMATE);
  // A call that was charged just before the kill may not have been sent; one that was is still
  // under way in the ledger, since another process may live.
  const calls = gemini.requests.length;
  expect(calls).toBeLessThanOrEqual(spent?.calls ?? 0);
  expect(calls).toBeGreaterThanOrEqual(spent?.settled ?? Infinity);
});

it('a flood by many at once stores what each of them may ask for, and a click of somebody else is answered', async () => {
  const world = defaultWorld(new SandboxClock());
  const studio = world.guild('Studio');
  const joinedAt = world.clock.timestamp();
  const names = Array.from({ length: 20 }, (_, n) => `flooder-${n}`);
  for (const name of names) {
    const { id: userId } = addPerson(world, name);
    studio.members.set(userId, { userId, roleIds: [], joinedAt, nick: null });
  }
  const started = await E2eWorld.start({
    sandbox: { world },
    env: { REQUESTS_PER_PERSON_PER_MINUTE: '2' },
  });
  const { sandbox, bot } = started;
  const ben = sandbox.user('ben');
  const card = await preview(ben, 'a house');
  const files = [{ name: 'photo.jpg', bytes: await photo().jpeg().toBuffer() }];
  const flooders = names.map((name) => sandbox.user(name));
  await Promise.all(
    flooders.flatMap((person) =>
      [1, 2, 3, 4, 5].map(async (n) => person.mention(`${n}`, { files })),
    ),
  );
  await (await ben.openModal(card, 'Edit Prompt')).submit({ prompt: 'a tower' });
  await card.changed(() => card.title === 'a tower');
  const refusals = () => bot.log.filter(({ msg }) => msg === 'Refused').length;
  await bot.logged('Refused', () => refusals() === 60);
  const database = await E2eDatabase.open(started);
  const most = `SELECT COUNT(*) AS count FROM interactions`;
  await eventually(async () => (await database.number(most)) >= 41);
  expect(await database.number(most)).toBe(41);
  expect(
    await database.number(
      'SELECT MAX(n) AS count FROM (SELECT COUNT(*) AS n FROM interactions GROUP BY user_id) AS each_person',
    ),
  ).toBe(2);
});
