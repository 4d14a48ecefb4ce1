import { describe, expect, it } from '@jest/globals';

import { loggedDelivery } from '../../../../src/bot/moderation/log/logged-delivery.js';
import type { ModerationLog, Noted } from '../../../../src/bot/moderation/log/moderation-log.js';
import type { CardDelivery } from '../../../../src/generation/card-delivery.js';
import { failure } from '../../../../src/interactions/generation-failure.js';
import {
  GENERATION_FAILURES,
  type FailureKind,
} from '../../../../src/interactions/failure-kinds.js';
import type { Generation } from '../../../../src/interactions/generation.js';
import { generation, interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

async function delivered(made: Generation | null) {
  const done: string[] = [];
  const noted: Noted[] = [];
  const log = strictDouble<ModerationLog>('ModerationLog', {
    noteIfPossible: async (entry) => {
      noted.push(entry);
      done.push('noted');
    },
  });
  const inner = strictDouble<CardDelivery>('CardDelivery', {
    deliver: async () => void done.push('delivered'),
  });
  await loggedDelivery(inner, log).deliver(interactionState({ generation: made }));
  return { done, noted };
}

const failed = (kind: FailureKind) => generation({ status: 'failing', failure: failure(kind) });
const { blockReason, finishReason, call } = GENERATION_FAILURES;

describe('the delivery that moderators know of', () => {
  it.each([
    ['a prompt', failed(blockReason.SAFETY)],
    ['a picture', failed(finishReason.IMAGE_SAFETY)],
    ['one picture of several', generation({ lost: [failure(finishReason.IMAGE_SAFETY)] })],
  ])(
    'what the model says of %s that it refused is noted, before it is shown',
    async (_what, made) => {
      const { done, noted } = await delivered(made);
      expect(done).toEqual(['noted', 'delivered']);
      expect(noted).toMatchObject([
        { action: 'model-refused', personId: made.requestedBy, verdict: expect.any(String) },
      ]);
      expect(noted[0]?.key).toBe(`model-refused ${made.id}`);
    },
  );

  it.each([
    ['nothing', null],
    ['a picture', generation({ status: 'produced' })],
    ['a failure that is nobody’s fault', failed(call.noAnswer)],
  ])('%s is delivered without a note', async (_what, made) => {
    expect((await delivered(made)).done).toEqual(['delivered']);
  });
});
