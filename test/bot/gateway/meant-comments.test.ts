import { describe, expect, it } from '@jest/globals';
import type { GatewayDispatchPayload } from 'discord.js';

import { isPress } from '../../../src/bot/gateway/meant-comments.js';

/** Somebody presses the pencil of their own message in a server, unless told otherwise. */
const packet = (told: object = {}, t = 'MESSAGE_REACTION_ADD') =>
  ({
    t,
    d: {
      guild_id: '3',
      message_author_id: '20',
      user_id: '20',
      emoji: { id: null, name: '✏️' },
      ...told,
    },
  }) as unknown as GatewayDispatchPayload;

describe('the press of a pencil', () => {
  it.each([
    ['by who wrote the message', packet()],
    ['where Discord does not say who wrote it', packet({ message_author_id: undefined })],
    ['that comes without the sign for colour', packet({ emoji: { id: null, name: '✏' } })],
  ])('a reaction %s is a press', (_what, each) => {
    expect(isPress(each)).toBe(true);
  });

  it.each([
    ['by somebody else', packet({ user_id: '30' })],
    ['in a direct message', packet({ guild_id: undefined })],
    ['with another emoji', packet({ emoji: { id: null, name: '👍' } })],
    ['that is taken back', packet({}, 'MESSAGE_REACTION_REMOVE')],
  ])('a reaction %s is no press', (_what, each) => {
    expect(isPress(each)).toBe(false);
  });
});
