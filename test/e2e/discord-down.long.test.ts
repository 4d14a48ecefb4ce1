import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { directMessage } from '../support/e2e-outcomes.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';

/** Every edit of a card: by its channel, and by the token of a click. */
const EDIT = { method: 'PATCH', route: /^\/(?:channels|webhooks)\/.*\/messages\// };

/** The bot tries the card alone for three minutes. */
const MAX_WAIT_MS = 300_000;

const room = shareGeminiWorld();

it(
  'an outcome that Discord answers with 500 for minutes comes as a direct message, and the card works again later',
  async () => {
    const here = room();
    const { sandbox, ann } = here;
    const card = await preview(ann, 'a cat');
    const effect = { kind: 'status', status: 500 } as const;
    sandbox.faults.add({ ...EDIT, effect, times: Infinity });
    await ann.click(card, 'Process Prompt');
    const told = await directMessage(here, ann, { timeoutMs: MAX_WAIT_MS });
    expect(told.content).toContain('Discord has not let me change your card');
    expect(interactionIdOf(told)).toBe(interactionIdOf(card));
    expect((await told.picture()).length).toBeGreaterThan(0);
    expect(told.buttons).toEqual([]);

    sandbox.faults.clear();
    const edits = sandbox.requests.count(EDIT);
    await ann.click(card, 'Cancel');
    expect(placeOf(card)).toBe('1 of 1');
    expect(sandbox.requests.count(EDIT)).toBe(edits);
  },
  MAX_WAIT_MS + 60_000,
);
