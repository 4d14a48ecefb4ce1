import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { FaultEffect, RequestMatch } from '../../src/sandbox/faults.js';
import { isWaiting } from '../crash/card-controls.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
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
      const effect: FaultEffect = { kind: 'status', status, body };
      const heal = target.sandbox.faults.add({ ...editsOf(card), effect });
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
    name: 'an old card in a channel with no edits of old messages left',
    throwAt: async ({ sandbox, thrower, oldCard }) => {
      const { writeLimits, faults, requests } = sandbox;
      writeLimits.oldEdits = { limit: 0, windowMs: 5_000 };
      const refused = requests.next({ ...editsOf(oldCard), route: /^\/channels\// });
      // The token of the click no longer works.
      const body = { code: 10_015, message: 'Unknown Webhook' };
      const effect: FaultEffect = { kind: 'status', status: 404, body };
      const heal = faults.add({ ...editsOf(oldCard), route: /^\/webhooks\//, effect });
      try {
        await thrower.click(oldCard, 'Process Prompt');
        const { status } = await refused;
        if (status !== 429) throw new Error(`The edit was not limited: ${status}`);
        writeLimits.oldEdits = { limit: 3, windowMs: 20_000 };
        await oldCard.changed(() => !isWaiting(oldCard), PATIENCE);
      } finally {
        heal();
      }
    },
  },
];

/** The edits of a card, by its channel and by the token of a click. */
function editsOf(card: SeenMessage): RequestMatch {
  return { method: 'PATCH', carrying: { text: interactionIdOf(card) } };
}
