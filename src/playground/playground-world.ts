import { randomBytes } from 'node:crypto';

import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

import type { SandboxClock } from '../sandbox/clock.js';
import { addChannel, addGuild, defaultWorld } from '../sandbox/world/default-world.js';
import type { World } from '../sandbox/world/world.js';

/**
 * The default world with two more channels, so that people have different permissions: in `news`
 * only the owner of Studio writes, and Ben cannot see `backstage`; and with a server where the bot
 * is not, though Ann has installed it for herself. Its bot has a secret token, because pages in the
 * same browser could guess a known one.
 */
export function playgroundWorld(clock: SandboxClock): World {
  const world = defaultWorld(clock, { token: randomBytes(24).toString('base64url') });
  const studio = world.guild('Studio');
  addChannel(world, studio, 'news').overwrites.push({
    id: studio.id,
    type: OverwriteType.Role,
    allow: '0',
    deny: PermissionFlagsBits.SendMessages.toString(),
  });
  addChannel(world, studio, 'backstage').overwrites.push({
    id: world.user('ben').id,
    type: OverwriteType.Member,
    allow: '0',
    deny: PermissionFlagsBits.ViewChannel.toString(),
  });
  const elsewhere = addGuild(world, 'Elsewhere', [world.user('ben'), world.user('ann')]);
  addChannel(world, elsewhere, 'no-bot-here');
  world.user('ann').installedApps = new Set([world.application.id]);
  return world;
}
