import { describe, expect, it } from '@jest/globals';

import {
  isForHandlers,
  isReadable,
  isRelevant,
  newestMessageIn,
  unansweredRequests,
} from '../../../../src/bot/gateway/session/packets.js';
import {
  BOT_ID,
  clicked,
  deleted,
  guild,
  outage,
  pressed,
  ready,
  replied,
  said,
} from '../../../support/gateway-packets.js';

describe('the events for the handlers', () => {
  it.each([
    ['a click', clicked(2, '1'), true],
    ['a mention', said(2, '1'), true],
    ['a mention of a role', said(2, '1', { mentions: [], mention_roles: ['9'] }), true],
    ['a direct message', said(2, '1', { mentions: [], guild_id: undefined }), true],
    ['small talk', said(2, '1', { mentions: [] }), false],
    ['a bot’s message', said(2, '1', { author: { id: '8', bot: true } }), false],
    ['a deletion', deleted(2, '1'), false],
    ['the start', ready(), false],
  ])('an event is for the handlers or not: %s', (_what, packet, expected) => {
    expect(isForHandlers(packet)).toBe(expected);
  });
});

describe('the unanswered requests', () => {
  it('the unanswered requests leave out what was deleted, and what the bot has replied to', () => {
    const packets = [
      said(2, '10'),
      said(3, '11'),
      said(4, '12'),
      clicked(5, '13'),
      said(6, '14'),
      deleted(7, '11'),
      replied(8, '15', '12'),
      deleted(9, '14', '99'),
    ];
    expect(unansweredRequests(packets, BOT_ID).map(({ d }) => d.id)).toEqual(['10', '13']);
  });

  it('the unanswered requests leave out clicks on cards that were deleted', () => {
    const packets = [clicked(2, '10', '20'), clicked(3, '11', '21'), deleted(4, '20')];
    expect(unansweredRequests(packets, BOT_ID).map(({ d }) => d.id)).toEqual(['11']);
  });

  it('a request is not answered by another person’s reply', () => {
    const reply = said(3, '11', { message_reference: { message_id: '10' }, mentions: [] });
    expect(unansweredRequests([said(2, '10'), reply], BOT_ID).map(({ d }) => d.id)).toEqual(['10']);
  });

  it('the unanswered requests and what is handed over need every event that is kept, and nothing else', () => {
    const asked = [said(2, '1'), clicked(3, '2'), pressed(4, '4')];
    const kept = [...asked, deleted(5, '1'), replied(6, '3', '1')];
    expect(kept.filter((packet) => isRelevant(packet))).toEqual(kept);
    const others = [ready(), guild(2, '5'), said(3, '1', { mentions: [] })];
    expect(others.filter((packet) => isRelevant(packet))).toEqual([]);
  });
});

describe('an odd event', () => {
  it.each([
    ['without an author', said(2, '1', { author: undefined as never }), false],
    ['without mentions', said(2, '1', { mentions: undefined as never }), false],
    ['without anything', { ...said(2, '1'), d: null as never }, false],
    ['that is whole', said(2, '1'), true],
  ])('a replayed event %s is kept only where it can be read', (_what, packet, expected) => {
    expect(isReadable(packet)).toBe(expected);
  });
});

describe('the newest message', () => {
  it.each([
    ['of a message is itself', said(2, '7'), 7n],
    ['of a server is that of its channels', guild(2, '5', null, '9'), 9n],
    ['of a server without messages is none', guild(2), 0n],
    ['of a server that is out of reach is none', outage(2), 0n],
    ['of anything else is none', clicked(2, '7'), 0n],
  ])('the newest message %s', (_what, packet, expected) => {
    expect(newestMessageIn(packet)).toBe(expected);
  });
});
