import { describe, expect, it } from '@jest/globals';

import { ClickTokens } from '../../../../src/bot/cards/delivery/click-tokens.js';
import { deliveryUnderTest, STATE } from '../../../support/card-delivery-under-test.js';
import { buttonClick, discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';

/** Nobody may ask for the channel of such a card. */
const noChannel = () => Promise.reject(discordApiError(50_001));

describe('the delivery to a card that only tokens reach', () => {
  it('the delivery leaves a card alone that only tokens reach and that has none, and asks nothing of its channel', async () => {
    const { delivery, builds, fetched, told } = deliveryUnderTest(noChannel);
    const state = { ...STATE, reach: 'token' as const };
    await delivery.deliver(state, { anyWay: true });
    await delivery.showProgress(state, null);
    expect([builds, fetched, told]).toEqual([[], [], []]);
  });

  it.each([
    ['is gone', 10_008],
    ['is refused in every form', 59_999],
  ])(
    'the delivery to a card that only tokens reach tells nobody when it %s, and the interaction stays',
    async (_why, code) => {
      const clock = new FakeClock();
      const tokens = new ClickTokens(clock);
      const failing = async () => Promise.reject(discordApiError(code));
      const webhook = { editMessage: failing, fetchMessage: failing };
      const click = { createdTimestamp: clock.now(), replied: true, webhook };
      tokens.note(STATE.id, buttonClick('x', click));
      const { delivery, fetched, told, stored } = deliveryUnderTest(noChannel, true, tokens);
      await delivery.deliver({ ...STATE, reach: 'token' });
      expect([fetched, told, stored.state.deletedAt]).toEqual([[], [], null]);
    },
  );
});
