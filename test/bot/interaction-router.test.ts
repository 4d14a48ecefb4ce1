import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import { InteractionRouter } from '../../src/bot/interaction-router.js';
import { buttonClick } from '../support/discord-doubles.js';
import { strictDouble } from '../support/strict-double.js';

async function route(handled: unknown) {
  const replies: unknown[] = [];
  const click = buttonClick('from_another_time', {
    reply: async (reply: unknown) => void replies.push(reply),
  });
  const client = strictDouble<Client>('Client', { executeInteraction: async () => handled });
  await new InteractionRouter().route([click], client);
  return replies;
}

describe('an interaction', () => {
  it('an interaction that has a handler is left to it', async () => {
    expect(await route(undefined)).toEqual([]);
  });

  it('an interaction that no handler knows is answered all the same', async () => {
    expect(await route(null)).toEqual([
      expect.objectContaining({ content: expect.stringContaining('I do not know this button') }),
    ]);
  });
});
