import getPort from 'get-port';

import { SandboxClock } from '../../src/sandbox/clock.js';
import {
  addChannel,
  addGuild,
  addPerson,
  defaultWorld,
} from '../../src/sandbox/world/default-world.js';
import type { World } from '../../src/sandbox/world/world.js';
import { startWithGemini, type GeminiWorld } from '../support/e2e-gemini.js';
import type { Target } from './hostile-input.js';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
/** So many, that their files could take every reading slot. */
const CROWD = Array.from({ length: 8 }, (_, n) => `stranger-${n}`);

/** A world in which things can be thrown at the bot. */
export interface HostileWorld extends GeminiWorld {
  readonly target: Target;
}

/** Starts the bot for a campaign. One card is two hours old, in a channel with few edits left. */
export async function startHostileWorld(): Promise<HostileWorld> {
  const httpPort = await getPort();
  const env = {
    GENERATION_TIMEOUT_SECONDS: '10',
    LOG_LEVEL: 'info',
    HTTP_PORT: String(httpPort),
  };
  const here = await startWithGemini(env, [], { world: crowdedWorld() });
  const { sandbox, gemini } = here;
  const thrower = sandbox.user('cleo', 'lobby');
  const mention = await thrower.mention('an old card', { channel: 'general' });
  const oldCard = await thrower.nextReply(mention);
  sandbox.clock.advance(TWO_HOURS_MS);
  const crowd = CROWD.map((name) => sandbox.user(name, 'crowd'));
  return { ...here, target: { sandbox, gemini, thrower, crowd, oldCard, httpPort } };
}

function crowdedWorld(): World {
  const world = defaultWorld(new SandboxClock(-TWO_HOURS_MS));
  const people = CROWD.map((name) => addPerson(world, name));
  const guild = addGuild(world, 'Crowd', [...people, world.user(world.application.id)]);
  addChannel(world, guild, 'crowd');
  return world;
}
