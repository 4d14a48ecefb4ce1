import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discord.js';

import { inOpenThread } from '../../../../src/bot/cards/answering/open-thread.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { rejectionOf } from '../../../support/rejection-of.js';

const ARCHIVED = discordApiError(50083);
const LOCKED = discordApiError(160005);

/** Changes something in a thread that answers with these errors, one after the other. */
function setUp(errors: unknown[], opening?: unknown) {
  const requests: unknown[] = [];
  const patch = async (...request: unknown[]) => {
    requests.push(request);
    if (opening !== undefined) throw opening;
  };
  const client = { rest: { patch } } as unknown as Client;
  const changing = inOpenThread({ client, channelId: '7' }, async () => {
    requests.push('change');
    const error = errors.shift();
    if (error !== undefined) throw error;
  });
  return { requests, changing };
}

describe('a change in a thread', () => {
  it('a change in an archived thread opens it, with nothing else, and is repeated', async () => {
    const { requests, changing } = setUp([ARCHIVED]);
    await changing;
    const opening = ['/channels/7', { body: { archived: false } }];
    expect(requests).toEqual(['change', opening, 'change']);
  });

  it('a change in a thread that cannot be opened fails with the reason of that', async () => {
    const { requests, changing } = setUp([ARCHIVED], LOCKED);
    expect(await rejectionOf(changing)).toBe(LOCKED);
    expect(requests).toHaveLength(2);
  });

  it('a change that fails otherwise opens nothing', async () => {
    const { requests, changing } = setUp([LOCKED]);
    expect(await rejectionOf(changing)).toBe(LOCKED);
    expect(requests).toEqual(['change']);
  });
});
