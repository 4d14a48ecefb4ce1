import { beforeAll, beforeEach } from '@jest/globals';

import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { Person } from '../../src/sandbox/client/person.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { addChannel, addPerson, defaultWorld } from '../../src/sandbox/world/default-world.js';
import type { World } from '../../src/sandbox/world/world.js';
import { E2eWorld, type E2eOptions } from './e2e-world.js';
import { endAfterFile } from './endings.js';

/** What one test has to itself in the world of its file. */
export interface Room {
  readonly world: E2eWorld;
  readonly sandbox: Sandbox;
  readonly bot: BotProcess;
  /** The name of the channel that the people below write in. */
  readonly channel: string;
  readonly ann: Person;
  readonly ben: Person;
  readonly cleo: Person;
}

/** As many tests as a file with one world can have. */
const ROOMS = 24;
const PEOPLE = ['ann', 'ben', 'cleo'] as const;

/**
 * Starts one world for all tests of a file, and gives each of them a channel and people of its own.
 * What one test has done to the requests, the faults and the log, the next one does not see; the
 * clock goes on, and a bot that was killed is started again.
 *
 * @param prepare makes ready what the bot needs, and says how the world differs from the usual one
 * @returns the room of the test that is running
 */
export function shareWorld(prepare: () => Promise<E2eOptions> = async () => ({})): () => Room {
  let world: E2eWorld | undefined;
  let rooms = 0;
  beforeAll(async () => {
    const options = await prepare();
    const sandbox = { ...options.sandbox, world: worldWithRooms(options.sandbox) };
    world = await E2eWorld.withoutBot({ ...options, sandbox }, endAfterFile);
    await world.startBot();
  });
  beforeEach(async () => {
    rooms += 1;
    world?.sandbox.faults.clear();
    world?.sandbox.requests.clear();
    await world?.freshen();
  });
  return () => {
    if (world === undefined) throw new Error('A room is there only while a test runs.');
    const { sandbox, bot } = world;
    const channel = `room-${rooms}`;
    const [ann, ben, cleo] = PEOPLE.map((name) => sandbox.user(`${name}-${rooms}`, channel));
    if (!ann || !ben || !cleo) throw new Error('Nobody is there.');
    return { world, sandbox, bot, channel, ann, ben, cleo };
  };
}

/** The default world, with a channel and three more members of each server for every test. */
function worldWithRooms(options: E2eOptions['sandbox']): World {
  const world = defaultWorld(new SandboxClock(), options);
  const studio = world.guild('Studio');
  const joinedAt = world.clock.timestamp();
  for (let room = 1; room <= ROOMS; room += 1) {
    addChannel(world, studio, `room-${room}`);
    for (const name of PEOPLE) {
      const { id: userId } = addPerson(world, `${name}-${room}`);
      for (const { members } of world.guilds.values())
        members.set(userId, { userId, roleIds: [], joinedAt, nick: null });
    }
  }
  return world;
}
