import sharp from 'sharp';

import { SandboxClock } from '../../src/sandbox/clock.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import {
  addBot,
  addChannel,
  addGuild,
  addPerson,
  DEFAULT_TOKEN,
} from '../../src/sandbox/world/default-world.js';
import type { User } from '../../src/sandbox/world/entities.js';
import { World } from '../../src/sandbox/world/world.js';
import type { Dice } from './dice.js';
import { PersonAtWork } from './person-at-work.js';

/** Where each works; null: in direct messages. Ann asks for pictures in four places at once. */
const WORKPLACES = [
  ['ann', 'general'],
  ['ann', 'lobby'],
  ['ann', 'kittens'],
  ['ann', null],
  ['ben', 'pictures'],
  ['cleo', 'lobby'],
] as const;

/** Two servers, of which each belongs to another one of two shards. */
export function worldOnTwoShards(): World {
  const world = new World(new SandboxClock());
  const bot = addBot(world, 'Nano Banana', DEFAULT_TOKEN, false);
  const members = [...['ann', 'ben', 'cleo'].map((name) => addPerson(world, name)), bot];
  const studio = addGuildOnShard(world, 0, 'Studio', members);
  addChannel(world, studio, 'general');
  addChannel(world, studio, 'kittens', addChannel(world, studio, 'pictures'));
  addChannel(world, addGuildOnShard(world, 1, 'Atelier', members), 'lobby');
  return world;
}

/** People who will work in these servers until they are told that it is over. */
export async function peopleAtWork(sandbox: Sandbox, dice: Dice): Promise<PersonAtWork[]> {
  const photo = await sharp({
    create: { width: 64, height: 48, channels: 3, background: '#f5c400' },
  })
    .png()
    .toBuffer();
  return WORKPLACES.map(
    ([name, channel]) => new PersonAtWork(sandbox.user(name), channel, dice.fork(), photo),
  );
}

/** The shard of a server follows from its id, and its id from the time. */
function addGuildOnShard(world: World, shard: number, name: string, members: readonly User[]) {
  for (;;) {
    const guild = addGuild(world, name, members);
    if (Number((BigInt(guild.id) >> 22n) % 2n) === shard) return guild;
    world.guilds.delete(guild.id);
  }
}
