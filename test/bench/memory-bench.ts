import { addBot, addChannel, addGuild, addPerson } from '../../src/sandbox/world/default-world.js';
import { SandboxClock } from '../../src/sandbox/clock.js';
import { World } from '../../src/sandbox/world/world.js';
import type { BenchSize } from './bench.js';
import { residentMegabytes, startOurs } from './bots.js';
import { clickAtOnce, Clicks, resultCards } from './clicking.js';
import { atMostMb, report, type Figure } from './report.js';

const CLICKS = 10_000;
const CARDS = 16;
/** A big bot's world. */
const SERVERS = 1_000;
const CHANNELS_A_SERVER = 30;
const PEOPLE_A_SERVER = 20;
const MESSAGES = 200_000;
/** So many at a time; then the bot has to have read them. */
const MESSAGES_A_BATCH = 1_000;
const GOAL_MB = 200;
/** What memory may grow by in the second half of the work, and still counts as flat. */
const FLAT_MB = 20;

/**
 * The memory of the bot's process: idle, after many clicks, and in a big world where people write.
 */
export async function memoryBench({ isSmall }: BenchSize): Promise<void> {
  const share = isSmall ? 0.01 : 1;
  report('Memory of the bot (resident)', [
    ...(await clicked(isSmall ? 2 : CARDS, CLICKS * share)),
    ...(await talkedAround(SERVERS * share, MESSAGES * share)),
  ]);
}

async function clicked(cards: number, count: number): Promise<Figure[]> {
  const bot = await startOurs();
  const idleMb = await residentMegabytes(bot.pid);
  const person = bot.sandbox.user('ann');
  const ours = { person, cards: await resultCards(person, cards) };
  const clicks = new Clicks();
  await clickAtOnce(clicks, ours, cards, count / 2);
  const halfMb = await residentMegabytes(bot.pid);
  await clickAtOnce(clicks, ours, cards, count / 2);
  const endMb = await residentMegabytes(bot.pid);
  await bot.stop();
  return [
    atMostMb('idle', idleMb, GOAL_MB),
    grown(`after ${count} clicks`, halfMb, endMb),
    clicks.refusalFigure('  refused'),
  ];
}

async function talkedAround(servers: number, messages: number): Promise<Figure[]> {
  const world = bigWorld(servers);
  const bot = await startOurs({ sandbox: { world } });
  const channels = [...world.channels.values()];
  const reader = bot.sandbox.user('reader');
  let halfMb = 0;
  for (let n = 0; n < messages; n += 1) {
    const channel = channels[(n * 7919) % channels.length];
    const people = [...(world.guilds.get(channel?.guildId ?? '')?.members.keys() ?? [])];
    const authorId = people[n % (people.length - 1)];
    if (!channel || authorId === undefined) throw new Error('There is nobody to write.');
    bot.sandbox.writer.create({ channel, authorId, content: `Look at this number ${n}.` });
    if (n % MESSAGES_A_BATCH === 0) await reader.command('help');
    if (n === messages / 2) halfMb = await residentMegabytes(bot.pid);
  }
  await reader.command('help');
  const endMb = await residentMegabytes(bot.pid);
  await bot.stop();
  const what = `after ${messages} messages in ${channels.length} channels of ${servers} servers`;
  return [grown(what, halfMb, endMb)];
}

/** The bot is the last member of each server. */
function bigWorld(servers: number): World {
  const world = new World(new SandboxClock());
  const bot = addBot(world, 'Nano Banana', 'a-token', false);
  const reader = addPerson(world, 'reader');
  for (let n = 0; n < servers; n += 1) {
    const people = Array.from({ length: PEOPLE_A_SERVER }, (_, m) =>
      addPerson(world, `person-${n}-${m}`),
    );
    const guild = addGuild(world, `Server ${n}`, [reader, ...people, bot]);
    for (let m = 0; m < CHANNELS_A_SERVER; m += 1) addChannel(world, guild, `channel-${n}-${m}`);
  }
  return world;
}

function grown(what: string, halfMb: number, endMb: number): Figure {
  return {
    what,
    value: `${endMb.toFixed(0)} MB (${halfMb.toFixed(0)} MB after half of them)`,
    goal: `under ${GOAL_MB} MB, and flat`,
    isMet: endMb < GOAL_MB && endMb - halfMb < FLAT_MB,
  };
}
