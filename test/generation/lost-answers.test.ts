import { expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.js';
import { FakeClock } from '../support/fake-clock.js';
import { generationProcess } from '../support/generation-process.js';
import { newPostgresDatabase } from '../support/postgres/database.js';
import { breakableWay } from '../support/postgres/proxy.js';
import { generation, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { openTestDatabase, storedState } from '../support/test-database.js';

const GUILD = '300000000000000003';

it.each([
  ['its claim', `"active_status" = $1`],
  ['storing its picture', 'UPDATE interactions SET'],
])(
  'a worker goes on where the connection to PostgreSQL is lost before the answer to %s',
  async (_what, statement) => {
    const way = await breakableWay(await newPostgresDatabase());
    const { persistence } = await openTestDatabase(way.url);
    await persistence.create(newInteractionState({ guildId: GUILD, generation: generation() }));
    let calls = 0;
    const answer = async () => void (calls += 1);
    const world = { file: way.url, clock: new FakeClock(), answer };
    const { queue, cards } = await generationProcess(world, [GUILD]);
    way.loseAnswerTo(statement);
    queue.schedule(await storedState(persistence, INTERACTION_ID));
    await eventually(() => cards.shown.length === 1);
    await eventually(() => queue.load.running === 0);
    expect(calls).toBe(1);
    expect(way.isAnswerLost).toBe(true);
    const { outputs, generation: made } = await storedState(persistence, INTERACTION_ID);
    expect(outputs).toHaveLength(1);
    expect(made).toMatchObject({ attempts: 1, failures: 0 });
  },
);
