import type { FaultEffect } from '../../src/sandbox/faults.js';
import { isWaiting } from '../crash/person-at-work.js';
import { asked, PATIENCE, type HostileInput, type Target } from './hostile-input.js';

const REFUSALS: readonly (readonly [string, number, object])[] = [
  ['automatic moderation', 400, { code: 200_000, message: 'Blocked by AutoMod.' }],
  ['explicit content', 400, { code: 20_009, message: 'Explicit content cannot be sent.' }],
  ['a refusal that nobody knows', 400, { code: 999_999, message: 'No.' }],
];

/** Discord refuses the edits that show a finished picture. */
export const DISCORD_INPUTS: readonly HostileInput[] = [
  ...REFUSALS.map(([what, status, body]) => ({
    name: `a finished card that Discord refuses: ${what}`,
    throwAt: async (target: Target) => {
      const card = await asked(target, `refused by ${what}`);
      await target.thrower.click(card, 'Process Prompt');
      // By its channel, and by the token of the click.
      const own = `channels/${card.channelId}/messages/${card.id}`;
      const route = new RegExp(`^/(?:${own}|webhooks/.+/messages/.+)$`);
      const effect: FaultEffect = { kind: 'status', status, body };
      const heal = target.sandbox.faults.add({ method: 'PATCH', route, effect });
      try {
        await card.changed(() => !isWaiting(card), PATIENCE);
      } finally {
        heal();
      }
    },
  })),
  {
    name: 'two clicks on one card in one moment',
    throwAt: async (target) => {
      const card = await asked(target, 'two clicks');
      await target.thrower.click(card, 'Process Prompt');
      await card.changed(() => !isWaiting(card), PATIENCE);
      await Promise.all([
        target.thrower.click(card, '➡️', { force: true }),
        target.thrower.click(card, '⬅️', { force: true }),
      ]);
    },
  },
  {
    name: 'a card that is deleted while its picture is made',
    throwAt: async (target) => {
      const card = await asked(target, 'deleted meanwhile');
      await target.thrower.click(card, 'Process Prompt');
      target.sandbox.writer.remove(card.message);
    },
  },
  {
    name: 'a connection that drops',
    throwAt: async ({ sandbox }) => {
      sandbox.gateway.drop();
      await sandbox.botReady();
    },
  },
];
