import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../../../support/app-error-of.js';
import {
  answeringUnderTest as setUp,
  STORED,
  type AnsweringTold as Told,
} from '../../../support/command-answering-under-test.js';
import { COMMAND_ID, commandRequest } from '../../../support/command-requests.js';
import { busy } from '../../../support/memory-persistence.js';

const FREE = async () => undefined;
const ALLOWED = async () => null;
const REFUSED = async () => 'No.';
const NOT_ASKED = () => Promise.reject(new Error('No rule is to be asked.'));

describe('answering a command', () => {
  it('a command is stored and gets its card, and only then it is forgotten', async () => {
    const { answering, answer, done, asked, shown } = setUp();
    const pictures = [{ name: 'a.png', size: 5, url: 'https://cdn.test/a.png', isSpoiler: true }];
    const request = commandRequest({ pictures, styleKey: 'neon' });
    expect(await answering.answer(request, answer, FREE)).toEqual(STORED);
    expect(asked).toMatchObject([
      {
        request: {
          id: COMMAND_ID,
          prompt: 'a lighthouse',
          chosenStyle: 'neon',
          reach: 'channel',
          pictures: [{ name: 'a.png', isSpoiler: true }],
        },
      },
    ]);
    expect(shown).toEqual([STORED]);
    expect(done).toEqual([`find ${COMMAND_ID}`, `forget ${COMMAND_ID}`]);
  });

  it.each([
    ['is private', { isPrivate: true }],
    ['came from where the bot is not', { hasChannel: false }],
  ])('the card of a command that %s is reached by tokens alone', async (_what, told) => {
    const { answering, answer, asked } = setUp();
    await answering.answer(commandRequest(told), answer, FREE);
    expect(asked).toMatchObject([{ request: { reach: 'token' } }]);
  });

  it('the token of a command is no part of its interaction', async () => {
    const { answering, answer, asked } = setUp();
    await answering.answer(commandRequest(), answer, FREE);
    expect(JSON.stringify(asked)).not.toContain(commandRequest().token);
  });

  it('a command that a former process has stored is not taken in once more', async () => {
    const { answering, answer, asked, shown, stored } = setUp({ known: STORED });
    await answering.answer(commandRequest(), answer, FREE);
    expect([asked, shown, stored.saved]).toEqual([[], [STORED], []]);
  });

  it('an interaction that was given up for want of its card stays when the card comes', async () => {
    const { answering, answer, stored, shown } = setUp({
      known: { ...STORED, deletedAt: '2026-11-24T12:00:00.000Z' },
    });
    await answering.answer(commandRequest(), answer, FREE);
    expect(stored.state.deletedAt).toBeNull();
    expect(shown).toEqual([stored.state]);
  });

  it('a command that is refused is told why, and forgotten', async () => {
    const { answering, answer, done, shown } = setUp({ taken: { refusal: 'Too long.' } });
    expect(await answering.answer(commandRequest(), answer, FREE)).toBeNull();
    expect(shown).toEqual([]);
    expect(done.slice(1)).toEqual(['answered Too long.', `forget ${COMMAND_ID}`]);
  });

  it('a command whose card somebody has removed lets nobody wait', async () => {
    const { answering, answer, done } = setUp({ taken: null });
    expect(await answering.answer(commandRequest(), answer, FREE)).toBeNull();
    expect(done.slice(1)).toEqual(['answer removed', `forget ${COMMAND_ID}`]);
  });

  it('a command is not forgotten while the storage is away', async () => {
    const { answering, answer, done, stored } = setUp({ known: STORED });
    stored.failures.push(busy());
    expect((await appErrorOf(answering.answer(commandRequest(), answer, FREE))).code).toBe(
      'storage.busy',
    );
    expect(done).toEqual([`find ${COMMAND_ID}`]);
  });
});

describe('answering a command whose token is over', () => {
  it('a late command gets its card in the channel, and nobody is told anything else', async () => {
    const { answering, client, done, shown } = setUp();
    await answering.answerLate(commandRequest(), client, FREE, ALLOWED);
    expect(shown).toEqual([STORED]);
    expect(done.slice(2)).toEqual([`forget ${COMMAND_ID}`]);
  });

  it.each<[string, Told]>([
    ['may be posted nowhere', { mayPost: false }],
    ['was private', { taken: { state: { ...STORED, reach: 'token' } }, mayPost: false }],
  ])(
    'who asked is told privately of a card that %s, and the interaction goes',
    async (_what, told) => {
      const { answering, client, done, stored } = setUp(told);
      await answering.answerLate(commandRequest(), client, FREE, ALLOWED);
      expect(done.slice(2)).toEqual([
        expect.stringMatching(/^told I was away .* Please ask again\.$/),
        `forget ${COMMAND_ID}`,
      ]);
      expect(stored.state.deletedAt).not.toBeNull();
    },
  );

  it('who asked is told privately why a late command is refused', async () => {
    const { answering, client, done } = setUp({ taken: { refusal: 'Too long.' } });
    await answering.answerLate(commandRequest(), client, FREE, ALLOWED);
    expect(done.slice(2)).toEqual(['told Too long.', `forget ${COMMAND_ID}`]);
  });

  it.each<[string, Told]>([
    ['has its card', { known: { ...STORED, messageId: '88' } }],
    ['was removed', { taken: null }],
  ])('nothing is said of a late command that %s by now', async (_what, told) => {
    const { answering, client, done, shown } = setUp(told);
    await answering.answerLate(commandRequest(), client, FREE, ALLOWED);
    expect([done.slice(2), shown]).toEqual([[`forget ${COMMAND_ID}`], []]);
  });
});

describe('answering a command that a rule is against by now', () => {
  it('a command that was not stored yet is told why it is refused, and its pictures are not read', async () => {
    const { answering, answer, done, asked } = setUp();
    expect(await answering.answer(commandRequest(), answer, FREE, REFUSED)).toBeNull();
    expect(done.slice(1)).toEqual(['answered No.', `forget ${COMMAND_ID}`]);
    expect(asked).toEqual([]);
  });

  it('a command that was stored gets no card, and its interaction goes', async () => {
    const { answering, answer, done, shown, stored } = setUp({ known: STORED });
    expect(await answering.answer(commandRequest(), answer, FREE, REFUSED)).toBeNull();
    expect(done.slice(1)).toEqual(['answered No.', `forget ${COMMAND_ID}`]);
    expect([shown, stored.state.deletedAt]).toEqual([[], expect.any(String)]);
  });

  it.each<[string, Told]>([
    ['that the row knows', { known: { ...STORED, messageId: '88' } }],
    ['that was shown before', { known: STORED, isThere: true }],
  ])('a command keeps its card %s, and no rule is asked', async (_what, told) => {
    const { answering, answer, shown, stored } = setUp(told);
    expect(await answering.answer(commandRequest(), answer, FREE, NOT_ASKED)).not.toBeNull();
    expect(shown).toHaveLength(1);
    expect(stored.state.deletedAt).toBeNull();
  });

  it('who asked by a command whose token is over is told privately why it is refused', async () => {
    const { answering, client, done, shown } = setUp({ known: STORED });
    await answering.answerLate(commandRequest(), client, FREE, REFUSED);
    expect(done.slice(1)).toEqual(['told No.', `forget ${COMMAND_ID}`]);
    expect(shown).toEqual([]);
  });

  it('a command that no rule is against is answered as ever', async () => {
    const { answering, answer, shown } = setUp();
    expect(await answering.answer(commandRequest(), answer, FREE, ALLOWED)).toEqual(STORED);
    expect(shown).toEqual([STORED]);
  });
});
