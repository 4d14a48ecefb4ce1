import { SandboxClock } from '../../src/sandbox/clock.js';
import {
  addBot,
  addChannel,
  addGuild,
  addPerson,
  DEFAULT_TOKEN,
} from '../../src/sandbox/world/default-world.js';
import type { User } from '../../src/sandbox/world/entities.js';
import { World } from '../../src/sandbox/world/world.js';

/**
 * Two servers, `Studio` on the first of two shards and `Atelier` on the second, with three people.
 */
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

/** The shard of a server follows from its id, and its id from the time. */
function addGuildOnShard(world: World, shard: number, name: string, members: readonly User[]) {
  for (;;) {
    const guild = addGuild(world, name, members);
    if (Number((BigInt(guild.id) >> 22n) % 2n) === shard) return guild;
    world.guilds.delete(guild.id);
  }
}
