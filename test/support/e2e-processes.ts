import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { Person } from '../../src/sandbox/client/person.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import {
  addChannel,
  addGuild,
  addPerson,
  defaultWorld,
} from '../../src/sandbox/world/default-world.js';
import type { Guild, User } from '../../src/sandbox/world/entities.js';
import type { World } from '../../src/sandbox/world/world.js';
import { E2eWorld, spawnBot } from './e2e-world.js';
import { newPostgresDatabase } from './postgres/database.js';

const PEOPLE = ['ann', 'ben', 'cleo'];

/**
 * One PostgreSQL database, a sandbox with a server on every shard, and any number of bots there.
 */
export class E2eProcesses {
  private constructor(
    readonly world: E2eWorld,
    readonly databaseUrl: string,
  ) {}

  /**
   * @param shardCount the number of shards that Discord recommends and demands, all
   * startable at once.
   */
  static async prepare(
    shardCount: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<E2eProcesses> {
    const databaseUrl = await newPostgresDatabase();
    const world = await E2eWorld.withoutBot({
      env: { DATABASE_URL: databaseUrl, ...more },
      sandbox: { world: worldWithShards(shardCount) },
    });
    const processes = new E2eProcesses(world, databaseUrl);
    processes.recommend(shardCount);
    return processes;
  }

  get sandbox(): Sandbox {
    return this.world.sandbox;
  }

  /** From now on, Discord recommends so many shards. */
  recommend(shardCount: number): void {
    Object.assign(this.sandbox.starts, {
      recommendedShards: shardCount,
      requiredShards: shardCount,
      maxConcurrency: shardCount,
    });
  }

  /** Starts a bot for some shards of all, without waiting for it. */
  spawn(
    shards: string,
    count: number | null = null,
    more: Readonly<Record<string, string>> = {},
  ): BotProcess {
    const { recommendedShards } = this.sandbox.starts;
    const env = { SHARDS: shards, SHARD_COUNT: String(count ?? recommendedShards) };
    return spawnBot({ env: { ...this.world.env, ...env, ...more }, cwd: this.world.cwd });
  }

  /** Starts a bot for some shards, and waits until it is ready. */
  async start(
    shards: string,
    count: number | null = null,
    more: Readonly<Record<string, string>> = {},
  ): Promise<BotProcess> {
    const bot = this.spawn(shards, count, more);
    await bot.ready();
    return bot;
  }

  /** Somebody in a server of a shard. */
  person(name: string, shard: number): Person {
    return this.sandbox.user(`${name}-${shard}`, channelOn(shard));
  }
}

/** The channel of the server on a shard. */
export function channelOn(shard: number): string {
  return `channel-${shard}`;
}

/** The log lines about people whom a bot has answered. */
export function answersOf(bot: BotProcess | undefined): number {
  return (bot?.log ?? []).filter(({ msg }) => msg === 'Answered').length;
}

function worldWithShards(count: number): World {
  const world = defaultWorld(new SandboxClock());
  const bot = world.user(world.application.id);
  for (let shard = 0; shard < count; shard += 1) {
    const people = PEOPLE.map((name) => addPerson(world, `${name}-${shard}`));
    addChannel(world, guildOn(world, shard, count, [...people, bot]), channelOn(shard));
  }
  return world;
}

/** A server's shard follows from the millisecond in which it is made. */
function guildOn(world: World, shard: number, count: number, members: readonly User[]): Guild {
  for (;;) {
    const guild = addGuild(world, `Server ${shard}`, members);
    if (Number((BigInt(guild.id) >> 22n) % BigInt(count)) === shard) return guild;
    world.guilds.delete(guild.id);
    world.clock.advance(1);
  }
}
