import { describe, expect, it } from '@jest/globals';

import {
  answeringUnderTest as setUp,
  STORED,
  type AnsweringTold as Told,
} from '../../../support/command-answering-under-test.js';
import { beginMove } from '../../../../src/interactions/moving.js';
import { COMMAND_ID, commandRequest } from '../../../support/command-requests.js';

const FREE = async () => undefined;
const FORM_ID = '700000000000000001';

describe('a form about pictures', () => {
  const open = commandRequest({ id: FORM_ID, form: 'open', prompt: '' });
  const sent = commandRequest({
    prompt: 'make it winter',
    form: FORM_ID,
    notes: ['**a.txt** was left out.', 'I left out --n 9.'],
  });

  it('the pictures of a form are stored as something that a cleanup takes, unless the words come', async () => {
    const { answering, asked, stored } = setUp();
    await answering.prepare(open, FREE);
    expect(asked).toMatchObject([{ request: { id: FORM_ID, prompt: '' } }]);
    expect(stored.state.deletedAt).not.toBeNull();
  });

  it('pictures that a former process has stored are not stored again', async () => {
    const { answering, asked, stored } = setUp({ known: STORED });
    await answering.prepare(open, FREE);
    expect(stored.state.deletedAt).not.toBeNull();
    expect(asked).toEqual([]);
  });

  it.each([
    ['has its card', { ...STORED, messageId: '88' }],
    [
      'is being brought to another place',
      beginMove(STORED, '70', { guildId: null, channelId: '4' }),
    ],
  ])('a form that Discord opens again is over where its interaction %s', async (_what, known) => {
    const { answering, done, stored } = setUp({ known });
    await answering.prepare(open, FREE);
    expect([done, stored.saved]).toEqual([[`find ${FORM_ID}`, `forget ${FORM_ID}`], []]);
  });

  it.each<[string, Told]>([
    ['cannot be used', { taken: { refusal: 'No picture.' } }],
    ['somebody has removed', { taken: null }],
  ])(
    'nothing is kept of pictures that %s, and the form waits for its words',
    async (_what, told) => {
      const { answering, done, stored } = setUp(told);
      await answering.prepare(open, FREE);
      expect([done, stored.saved]).toEqual([[`find ${FORM_ID}`], []]);
    },
  );

  it('the words of a form join its pictures, however often, and both rows are forgotten', async () => {
    const { answering, answer, done, shown, stored, asked } = setUp({
      known: { ...STORED, deletedAt: '2026-11-24T12:00:00.000Z' },
    });
    await answering.answer(sent, answer, FREE);
    await answering.answer(sent, answer, FREE);
    expect(stored.state).toMatchObject({
      deletedAt: null,
      originalPrompt: 'make it winter',
      currentPrompt: 'make it winter',
      notes: ['**a.txt** was left out.', 'I left out --n 9.'],
    });
    expect(shown.at(-1)).toEqual(stored.state);
    expect(asked).toEqual([]);
    expect(done.slice(0, 3)).toEqual([
      `find ${FORM_ID}`,
      `forget ${COMMAND_ID}`,
      `forget ${FORM_ID}`,
    ]);
  });

  it('a form whose pictures are not stored yet reads them without its words, which are not enough', async () => {
    const { answering, answer, asked, done } = setUp({ taken: { refusal: 'No picture.' } });
    expect(await answering.answer(sent, answer, FREE)).toBeNull();
    expect(asked).toMatchObject([
      {
        request: { id: FORM_ID, prompt: '' },
        howToAsk: 'I see no picture in that message that I could read.',
      },
    ]);
    expect(done.slice(1)).toEqual([
      'answered No picture.',
      `forget ${COMMAND_ID}`,
      `forget ${FORM_ID}`,
    ]);
  });

  it('the words of a form that has its card do not change it', async () => {
    const { answering, answer, stored } = setUp({ known: { ...STORED, messageId: '88' } });
    await answering.answer(sent, answer, FREE);
    expect(stored.saved).toEqual([]);
  });
});
