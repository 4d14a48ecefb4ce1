import { describe, expect, it } from '@jest/globals';

import { MAX_FORMER_CARDS } from '../../src/interactions/interaction-state.js';
import { beginMove, endMove, posted, undoMove, wasCard } from '../../src/interactions/moving.js';
import { interactionState } from '../support/states.js';

const CLICK_ID = '700000000000000007';
const THERE = { guildId: null, channelId: '410000000000000004' };
const channelId = '400000000000000004';
const messageId = '600000000000000006';
const STATE = interactionState({ channelId, messageId });
const FIRST = { channelId, messageId: '600000000000000001', reach: 'channel' as const };

describe('a card that is moved', () => {
  it('a card on its way has no message, and remembers where it was', () => {
    const moving = beginMove(STATE, CLICK_ID, THERE);
    expect(moving).toMatchObject({ ...THERE, messageId: null, lastClickId: CLICK_ID });
    expect(moving.move).toEqual({
      clickId: CLICK_ID,
      from: { guildId: STATE.guildId, channelId, messageId, reach: 'channel' },
    });
    expect(wasCard(moving, messageId)).toBe(true);
  });

  it('a card that has arrived is its new message, and its former ones are known, newest first', () => {
    const once = endMove(beginMove(STATE, CLICK_ID, THERE), '61');
    expect(once).toMatchObject({ ...THERE, messageId: '61', move: null });
    const twice = once && endMove(beginMove(once, '71', { guildId: '31', channelId: '41' }), '62');
    expect(twice?.formerCards).toEqual([
      { channelId: THERE.channelId, messageId: '61', reach: 'channel' },
      { channelId, messageId, reach: 'channel' },
    ]);
    expect([messageId, '61', '62'].map((id) => twice && wasCard(twice, id))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('a card that cannot be moved is where it was', () => {
    const undone = undoMove(beginMove(STATE, CLICK_ID, THERE));
    expect(undone).toEqual({ ...STATE, lastClickId: CLICK_ID });
  });

  it('a private card is reached by its channel from then on, and by tokens where it cannot be moved', () => {
    const isPrivate = { ...STATE, reach: 'token' as const };
    const moving = beginMove(isPrivate, CLICK_ID, THERE);
    expect(moving.reach).toBe('channel');
    expect(endMove(moving, '61')).toMatchObject({
      reach: 'channel',
      formerCards: [{ messageId, reach: 'token' }],
    });
    expect(undoMove(moving)?.reach).toBe('token');
  });

  it('a posted message is the card unless another one is, or the row knows it already', () => {
    const waiting = { ...STATE, messageId: null };
    expect(posted(waiting, FIRST)).toEqual({ ...waiting, messageId: FIRST.messageId });
    expect(posted(STATE, { ...FIRST, messageId })).toBeNull();
    const moved = endMove(beginMove(STATE, CLICK_ID, THERE), '61') ?? STATE;
    expect(posted(moved, { ...FIRST, messageId })).toBeNull();
  });

  it('a message that was posted before the card was brought elsewhere is a former card, however late the row hears of it', () => {
    const onItsWay = beginMove({ ...STATE, messageId: null }, CLICK_ID, THERE);
    const known = posted(onItsWay, FIRST) ?? onItsWay;
    expect(wasCard(known, FIRST.messageId)).toBe(true);
    const arrived = endMove(onItsWay, '61') ?? onItsWay;
    for (const state of [endMove(known, '61'), posted(arrived, FIRST)])
      expect(state).toMatchObject({ ...THERE, messageId: '61', move: null, formerCards: [FIRST] });
    const brought = beginMove(arrived, '71', { guildId: '31', channelId: '41' });
    expect(posted(brought, FIRST)).toMatchObject({
      move: { from: { messageId: '61' } },
      formerCards: [FIRST],
    });
  });

  it('a card that had no message leaves none behind', () => {
    const there = endMove(beginMove({ ...STATE, messageId: null }, CLICK_ID, THERE), '61');
    expect(there).toMatchObject({ messageId: '61', formerCards: [] });
  });

  it('a card that is not on its way neither arrives nor goes back', () => {
    expect([endMove(STATE, '61'), undoMove(STATE)]).toEqual([null, null]);
  });

  it('a card forgets the oldest of many former messages', () => {
    let state = STATE;
    for (let n = 0; n < MAX_FORMER_CARDS + 2; n += 1)
      state = endMove(beginMove(state, CLICK_ID, THERE), `8${n}`) ?? state;
    expect(state.formerCards).toHaveLength(MAX_FORMER_CARDS);
    expect(wasCard(state, messageId)).toBe(false);
  });
});
