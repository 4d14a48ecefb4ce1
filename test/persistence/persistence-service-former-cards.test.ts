import { describe, expect, it } from '@jest/globals';

import { ImportedNameEntity } from '../../src/persistence/imported-name.entity.js';
import {
  INTERACTION_ID as ID,
  newInteractionState,
  OTHER_INTERACTION_ID as OTHER,
} from '../support/states.js';
import { planOf } from '../support/statement-plan.js';
import { openTestDatabase } from '../support/test-database.js';

const NAME = 'generated_20240831_120030.png';
const CARD = { channelId: '40', messageId: '60', fileNames: [NAME] };

/** Two imported interactions whose cards are not known, with pictures of these names. */
async function setUp(names: Readonly<Record<string, readonly string[]>>) {
  const { dataSource, persistence } = await openTestDatabase();
  for (const id of [ID, OTHER]) {
    await persistence.create(newInteractionState({ id, channelId: null, messageId: null }));
    for (const name of names[id] ?? []) {
      await dataSource.getRepository(ImportedNameEntity).insert({ interactionId: id, name });
    }
  }
  const place = (id: string, channel: string | null, message: string | null) =>
    dataSource.query('UPDATE interactions SET channel_id = $1, message_id = $2 WHERE id = $3', [
      channel,
      message,
      id,
    ]);
  return { dataSource, persistence, place };
}

describe('the card of the predecessor', () => {
  it('a former card is found by its message, before any name', async () => {
    const { persistence, place } = await setUp({ [OTHER]: [NAME] });
    await place(ID, '40', '60');
    expect(await persistence.findFormerCard(CARD)).toBe(ID);
    await place(ID, null, '60');
    expect(await persistence.findFormerCard(CARD)).toBe(ID);
  });

  it('a former card is not found by a message in another channel', async () => {
    const { persistence, place } = await setUp({});
    await place(ID, '41', '60');
    expect(await persistence.findFormerCard(CARD)).toBeNull();
  });

  it('a former card is not found by a message that two interactions claim', async () => {
    const { persistence, place } = await setUp({ [ID]: [NAME] });
    await place(ID, '40', '60');
    await place(OTHER, '40', '60');
    expect(await persistence.findFormerCard(CARD)).toBeNull();
  });

  it('a former card is found by the name of a picture that one interaction has', async () => {
    const { persistence } = await setUp({ [ID]: ['other.png', NAME] });
    expect(await persistence.findFormerCard(CARD)).toBe(ID);
    expect(
      await persistence.findFormerCard({ ...CARD, fileNames: ['x.png', NAME, 'other.png'] }),
    ).toBe(ID);
  });

  it.each([[[]], [['unknown.png']], [['%']]])(
    'a former card is not found by the names %j',
    async (fileNames) => {
      const { persistence } = await setUp({ [ID]: [NAME] });
      expect(await persistence.findFormerCard({ ...CARD, fileNames })).toBeNull();
    },
  );

  it('a former card is not found by a name that two interactions have, or by names of two', async () => {
    const { persistence } = await setUp({ [ID]: [NAME, 'one.png'], [OTHER]: [NAME, 'two.png'] });
    expect(await persistence.findFormerCard(CARD)).toBeNull();
    expect(
      await persistence.findFormerCard({ ...CARD, fileNames: ['one.png', 'two.png'] }),
    ).toBeNull();
  });

  it('a former card is not taken for that of an interaction which has another card', async () => {
    const { persistence, place } = await setUp({ [ID]: [NAME], [OTHER]: [NAME] });
    await place(ID, '40', '59');
    expect(await persistence.findFormerCard(CARD)).toBe(OTHER);
    await place(OTHER, '40', '58');
    expect(await persistence.findFormerCard(CARD)).toBeNull();
  });

  it('a former card leaves no names behind when its interaction is removed', async () => {
    const { dataSource, persistence } = await setUp({ [ID]: [NAME, 'b.png'] });
    expect(await persistence.formerFileNames(ID)).toEqual(['b.png', NAME]);
    await dataSource.query('DELETE FROM interactions WHERE id = $1', [ID]);
    expect(await persistence.formerFileNames(ID)).toEqual([]);
  });

  it('a former card is looked up in indexes', async () => {
    const { dataSource } = await setUp({});
    for (const [table, column, index] of [
      ['imported_names', 'name', 'imported_names_name'],
      ['interactions', 'message_id', 'interactions_message'],
    ]) {
      const plan = await planOf(dataSource, `SELECT * FROM ${table} WHERE ${column} = 'x'`);
      expect(plan.indexes).toEqual([index]);
    }
  });
});
