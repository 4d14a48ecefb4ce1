import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../support/app-error-of.js';
import {
  generation,
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputItem,
  storedImage,
} from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const WITHOUT_KEY = JSON.stringify([{ ...storedImage(), key: undefined }]);
const BROKEN_GENERATION = JSON.stringify({ ...generation(), status: 'resting' });

/** What may have happened to a row, as the assignment that does it. */
const DAMAGES: readonly (readonly [string, string])[] = [
  ['inputs that are no JSON', `inputs = '[{"key":'`],
  ['empty outputs', `outputs = ''`],
  ['notes that are no list', `notes = '{}'`],
  ['notes that are no texts', `notes = '[1]'`],
  ['inputs without keys', `inputs = '${WITHOUT_KEY}'`],
  ['a generation of an unknown status', `generation = '${BROKEN_GENERATION}'`],
  ['a generation of nothing', `generation = ''`],
  ['an index behind the last output', `current_index = 1`],
  ['a negative index', `current_index = -1`],
  ['an index that is no number', `current_index = 'first'`],
  ['an unknown view', `view = 'gallery'`],
  ['a newer format', `format = 99`],
  ['a format that is none', `format = 0`],
];

const DAMAGED = 'The stored data of this card is damaged.';
const NEWER = 'It was stored by a newer version of me.';

describe.each(DAMAGES)('a row with %s', (name, assignment) => {
  it('is logged with its id, stays as it is, and disturbs no other', async () => {
    const { dataSource, persistence, logger } = await openTestDatabase();
    await persistence.create(
      newInteractionState({
        view: 'style_view',
        outputs: [outputItem()],
        generation: generation(),
      }),
    );
    const other = await persistence.create(newInteractionState({ id: OTHER_INTERACTION_ID }));
    const where = `WHERE id = '${INTERACTION_ID}'`;
    await dataSource.query(`UPDATE interaction_states SET ${assignment} ${where}`);
    const rowOf = async (): Promise<unknown> =>
      dataSource.query(`SELECT * FROM interaction_states ${where}`);
    const before = await rowOf();

    for (const access of [
      () => persistence.load(INTERACTION_ID),
      () => persistence.change(INTERACTION_ID, (state) => state),
    ]) {
      const error = await appErrorOf(access);
      expect(error).toMatchObject({ code: 'state.unreadable', retryable: false });
      expect(error.userMessage).toBe(name === 'a newer format' ? NEWER : DAMAGED);
    }
    expect(logger.lines).toContainEqual({
      level: 'error',
      fields: { interactionId: INTERACTION_ID, err: expect.anything() },
      message: 'Interaction state unreadable',
    });
    expect(await rowOf()).toEqual(before);
    expect(await persistence.load(OTHER_INTERACTION_ID)).toEqual(other);
    expect((await persistence.stats()).interactions).toBe(2);
  });
});
