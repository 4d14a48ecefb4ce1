import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { CardInteraction } from '../../../../src/bot/cards/answering/card-interaction.js';
import type { View } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { cardMessage, modalSubmit } from '../../../support/discord-doubles.js';
import { busy } from '../../../support/memory-persistence.js';
import { strictDouble } from '../../../support/strict-double.js';
import {
  VIEW,
  PAYLOAD,
  DEAD,
  CARD,
  RESULT,
  PICTURE,
  showing,
  type Call,
  setUp,
  click,
  clickWithChannel,
  ok,
  refuse,
  deferring,
} from '../../../support/card-answer-under-test.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the answer that shows a view', () => {
  it('the answer that shows a view updates the card at once, and lets it keep the picture it has', async () => {
    const { answer, calls, builds } = setUp({ update: ok }, showing);
    answer.startFrom(RESULT);
    await answer.show(VIEW);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([['update', PAYLOAD]]);
    expect(builds).toEqual([[VIEW.render(), PICTURE]]);
  });

  it('the answer that shows a view sends the picture where the card changed after the person saw it', async () => {
    const { answer, builds } = setUp({ update: ok }, showing);
    answer.startFrom(RESULT.previous());
    await answer.show(RESULT);
    expect(builds).toEqual([[RESULT.render(), undefined]]);
  });

  it('the answer that shows a view goes out again without what Discord refused', async () => {
    let refusals = 1;
    const update = () => (refusals-- > 0 ? refuse(20009)() : undefined);
    const { answer, calls, builds } = setUp({ update }, showing);
    await answer.show(RESULT);
    expect(calls).toHaveLength(2);
    expect(builds[1]).toMatchObject([{ picture: null, rows: RESULT.render().rows }, undefined]);
  });

  it('the answer that shows a view leaves out the components that the card has already', async () => {
    const components = PAYLOAD.components.map((row) => ({ toJSON: () => row }));
    const message = cardMessage({ components });
    const { answer, calls } = setUp({ update: ok }, (told) => click({ message, ...told }));
    answer.startFrom(
      strictDouble<View>('View', { render: () => ({ ...CARD, rows: PAYLOAD.components }) }),
    );
    await answer.show(VIEW);
    const { components: _same, ...rest } = PAYLOAD;
    expect(calls).toEqual([['update', rest]]);
  });

  it('the answer that shows a view says how late it is after a restart, and forgets it with the next', async () => {
    const createdTimestamp = Date.now() - 6_000;
    const { answer, builds } = setUp({ update: ok }, (told) =>
      click({ createdTimestamp, ...told }),
    );
    answer.startLate();
    await answer.show(RESULT);
    const { description } = RESULT.render().embed;
    const said = `${description}\n✅ pressed while I was restarting, done 6 s later`;
    expect(builds).toMatchObject([[{ embed: { description: said } }, undefined]]);
  });

  it('the answer that shows a view is deferred after 1.5 s, and is then edited', async () => {
    const made = setUp({ deferUpdate: deferring(() => made.interaction), editReply: ok });
    await jest.advanceTimersByTimeAsync(1_499);
    expect(made.calls).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(made.calls).toEqual([['deferUpdate']]);
    await made.answer.show(VIEW);
    expect(made.calls).toEqual([['deferUpdate'], ['editReply', PAYLOAD]]);
  });

  it.each([10062, 10015, 50027, 40060])(
    'the answer that shows a view edits the card as the bot when the token takes no answer (%i)',
    async (code) => {
      const edits: Call[] = [];
      const { answer, calls, interaction } = setUp(
        { update: refuse(code) },
        clickWithChannel(edits),
      );
      await answer.show(VIEW);
      expect(calls).toHaveLength(1);
      expect(edits).toEqual([['edit', interaction.message?.id, PAYLOAD]]);
    },
  );

  it('the answer that shows a view edits the card as the bot when deferring came too late already', async () => {
    const edits: Call[] = [];
    const { answer } = setUp(
      { deferUpdate: refuse(DEAD), update: refuse(DEAD) },
      clickWithChannel(edits),
    );
    await jest.advanceTimersByTimeAsync(5_000);
    await answer.show(VIEW);
    expect(edits).toHaveLength(1);
  });

  it('the answer that shows a view edits the card as the bot when Discord fails to take it', async () => {
    const edits: Call[] = [];
    const { answer } = setUp(
      { update: () => Promise.reject(new Error('ECONNRESET')) },
      clickWithChannel(edits),
    );
    await answer.show(VIEW);
    expect(edits).toHaveLength(1);
  });

  it('the answer that shows a view passes on that Discord refuses, in the product’s words', async () => {
    const { answer, calls } = setUp({ update: refuse(50035) });
    expect((await appErrorOf(answer.show(VIEW))).code).toBe('discord.rejected');
    expect(calls).toHaveLength(2);
  });

  it('the answer that shows a view touches nothing when the picture cannot be read', async () => {
    const { answer, calls, payloads } = setUp({});
    const failure = busy();
    payloads.build = () => Promise.reject(failure);
    expect(await appErrorOf(answer.show(VIEW))).toBe(failure);
    await answer.settle();
    expect(calls).toEqual([]);
  });

  it('the answer that shows a view also answers a submitted modal', async () => {
    const { answer, calls } = setUp({ update: ok }, (told) => modalSubmit(told) as CardInteraction);
    await answer.show(VIEW);
    expect(calls).toEqual([['update', PAYLOAD]]);
  });
});
