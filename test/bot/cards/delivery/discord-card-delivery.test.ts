import { describe, expect, it } from '@jest/globals';
import { SnowflakeUtil } from 'discord.js';

import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { deliveryUnderTest, PAYLOAD, STATE } from '../../../support/card-delivery-under-test.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { generationIn } from '../../../support/states.js';

const shown = (url: string | null) => ({
  embeds: [{ image: url === null ? null : { url } }],
  attachments: new Map(),
});

const textChannel = (edits: unknown[], read = async () => shown(null)) => ({
  isTextBased: () => true,
  messages: { edit: async (...args: unknown[]) => void edits.push(args), fetch: read },
});

describe('the delivery of a state to its card', () => {
  it('the delivery edits the card as the bot, with its picture, whatever the message showed', async () => {
    const { delivery, edits, builds, fetched } = deliveryUnderTest(textChannel);
    await delivery.deliver(STATE);
    expect(fetched).toEqual([STATE.channelId]);
    expect(builds).toEqual([[restoreView(STATE).render(), undefined]]);
    expect(edits).toEqual([[STATE.messageId, PAYLOAD]]);
  });

  it.each(['failed', 'cancelled'] as const)(
    'the delivery of a generation that has %s lets the card keep the picture that it shows',
    async (status) => {
      const state = { ...STATE, generation: generationIn(status) };
      const card = restoreView(state).render();
      const there = deliveryUnderTest((edits) =>
        textChannel(edits, async () => shown('https://cdn.test/a/b.png')),
      );
      await there.delivery.deliver(state);
      expect(there.builds).toEqual([[card, 'b.png']]);
      const unread = deliveryUnderTest((edits) =>
        textChannel(edits, () => Promise.reject(discordApiError(50013))),
      );
      await unread.delivery.deliver(state);
      expect(unread.builds).toEqual([[card, undefined]]);
    },
  );

  it('the delivery is impossible for good without a card, or without its channel', async () => {
    const noCard = deliveryUnderTest(textChannel);
    const delivering = noCard.delivery.deliver({ ...STATE, messageId: null });
    expect(await appErrorOf(delivering)).toMatchObject({
      code: 'discord.undeliverable',
      retryable: false,
    });
    for (const channel of [null, { isTextBased: () => false }]) {
      const { delivery } = deliveryUnderTest(() => channel);
      expect((await appErrorOf(delivery.deliver(STATE))).code).toBe('discord.undeliverable');
    }
  });

  it('the delivery is told to the person where the card is out of reach', async () => {
    const { delivery, told } = deliveryUnderTest(
      () => Promise.reject(discordApiError(50013)),
      true,
    );
    await delivery.deliver(STATE);
    expect(told).toEqual([[STATE, 'discord.undeliverable']]);
  });

  it('the delivery is told to the person where Discord refuses every form of the card', async () => {
    const { delivery, told, builds } = deliveryUnderTest(
      () => Promise.reject(discordApiError(59_999)),
      true,
    );
    await delivery.deliver(STATE);
    expect(told).toEqual([[STATE, 'discord.rejected']]);
    expect(builds).toHaveLength(2);
  });

  it('the delivery is told to the person where Discord has failed for minutes, and not before', async () => {
    const { delivery, told } = deliveryUnderTest(() => Promise.reject(new Error('HTTP 500')), true);
    expect((await appErrorOf(delivery.deliver(STATE))).code).toBe('discord.unavailable');
    expect(told).toEqual([]);
    await delivery.deliver(STATE, { anyWay: true });
    expect(told).toEqual([[STATE, 'discord.unavailable']]);
  });

  it('the delivery is attempted again where Discord fails for the direct message as well', async () => {
    const { delivery } = deliveryUnderTest(() => Promise.reject(new Error('HTTP 500')), false);
    const delivering = delivery.deliver(STATE, { anyWay: true });
    expect(await appErrorOf(delivering)).toMatchObject({
      code: 'discord.unavailable',
      retryable: true,
    });
  });

  it('the delivery has a lane for each channel, and another one for its messages of more than an hour', () => {
    const { delivery } = deliveryUnderTest(textChannel);
    const messageId = SnowflakeUtil.generate().toString();
    const lane = (of: Partial<InteractionState>) => delivery.laneOf({ ...STATE, ...of });
    expect(lane({ messageId })).toBe(lane({ messageId }));
    expect(lane({ messageId, channelId: '5' })).not.toBe(lane({ messageId }));
    expect(lane({})).not.toBe(lane({ messageId }));
  });

  it('the progress of a new card is shown; that of an old one is not, whose edits are few', async () => {
    const { delivery, edits } = deliveryUnderTest(textChannel);
    await delivery.showProgress(STATE, null);
    expect(edits).toEqual([]);
    const messageId = SnowflakeUtil.generate().toString();
    await delivery.showProgress({ ...STATE, messageId }, null);
    expect(edits).toEqual([[messageId, PAYLOAD]]);
  });

  it('the progress names the file that the card shows, which it reads once for a generation', async () => {
    const state = { ...STATE, messageId: SnowflakeUtil.generate().toString() };
    const ownName = restoreView(state).render().picture?.name;
    let reads = 0;
    const read = async () => {
      reads += 1;
      return shown('https://cdn.test/a/b/picture_unavailable.png?ex=1');
    };
    const { delivery, kept } = deliveryUnderTest((edits) => textChannel(edits, read));
    await delivery.showProgress(state, null);
    await delivery.showProgress(state, null);
    expect(kept.map((args) => (args as unknown[])[1])).toEqual([
      'picture_unavailable.png',
      'picture_unavailable.png',
    ]);
    expect(reads).toBe(1);
    const unread = deliveryUnderTest((edits) =>
      textChannel(edits, () => Promise.reject(discordApiError(50013))),
    );
    await unread.delivery.showProgress(state, null);
    expect(unread.kept).toEqual([[expect.anything(), ownName]]);
  });

  it.each([10008, 10003, 10004])(
    'the delivery notes that the card is gone, and tells nobody, where Discord says %i',
    async (code) => {
      const { delivery, told, stored } = deliveryUnderTest(
        () => Promise.reject(discordApiError(code)),
        true,
      );
      await delivery.deliver(STATE);
      expect(told).toEqual([]);
      expect(stored.state.deletedAt).toBe(new FakeClock().iso());
    },
  );

  it('the delivery leaves a card alone whose deletion is known', async () => {
    const { delivery, fetched, told } = deliveryUnderTest(textChannel, true);
    await delivery.deliver({ ...STATE, deletedAt: new FakeClock().iso() });
    expect([fetched, told]).toEqual([[], []]);
  });

  it('the delivery is left to another attempt, and told to nobody, while Discord is away', async () => {
    const { delivery, told } = deliveryUnderTest(
      () => Promise.reject(new Error('ECONNRESET')),
      true,
    );
    await appErrorOf(delivery.deliver(STATE));
    expect(told).toEqual([]);
  });

  it.each<[string, Error, string, boolean]>([
    ['50013', discordApiError(50013), 'discord.undeliverable', false],
    ['50035', discordApiError(50035), 'discord.rejected', false],
    ['nothing', new Error('ECONNRESET'), 'discord.unavailable', true],
  ])('the delivery passes on what Discord says (%s)', async (_what, cause, code, retryable) => {
    const { delivery } = deliveryUnderTest(() => Promise.reject(cause));
    expect(await appErrorOf(delivery.deliver(STATE))).toMatchObject({ code, retryable });
  });
});
