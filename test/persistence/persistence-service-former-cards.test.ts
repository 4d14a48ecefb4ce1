import { describe, expect, it } from '@jest/globals';

import { FormerCards } from '../../src/persistence/former-cards.js';
import { ImportedFileEntity } from '../../src/persistence/imported-file.entity.js';
import {
  INTERACTION_ID as ID,
  newInteractionState,
  OTHER_INTERACTION_ID as OTHER,
} from '../support/states.js';
import { openTestDatabase } from '../support/test-database.js';

const NAME = 'generated_20240831_120030.png';
const CARD = { channelId: '40', messageId: '60', fileNames: [NAME] };

/** Two imported interactions whose cards are not known, with pictures of these names. */
async function setUp(names: Readonly<Record<string, readonly string[]>>) {
  const { dataSource, persistence } = await openTestDatabase();
  for (const id of [ID, OTHER]) {
    await persistence.create(newInteractionState({ id, channelId: null, messageId: null }));
    for (const name of names[id] ?? []) {
      await dataSource.getRepository(ImportedFileEntity).insert({ interactionId: id, name });
    }
  }
  const place = (id: string, channel: string, message: string | null) =>
    dataSource.query('UPDATE interaction_states SET channel_id = ?, message_id = ? WHERE id = ?', [
      channel,
      message,
      id,
    ]);
  return { dataSource, formerCards: new FormerCards(dataSource), place };
}

describe('the card of the predecessor', () => {
  it('is found by its message, before any name', async () => {
    const { formerCards, place } = await setUp({ [OTHER]: [NAME] });
    await place(ID, '40', '60');
    expect(await formerCards.find(CARD)).toBe(ID);
    await place(ID, '', '60');
    expect(await formerCards.find(CARD)).toBe(ID);
  });

  it('is not found by a message in another channel', async () => {
    const { formerCards, place } = await setUp({});
    await place(ID, '41', '60');
    expect(await formerCards.find(CARD)).toBeNull();
  });

  it('is not found by a message that two claim', async () => {
    const { formerCards, place } = await setUp({ [ID]: [NAME] });
    await place(ID, '40', '60');
    await place(OTHER, '40', '60');
    expect(await formerCards.find(CARD)).toBeNull();
  });

  it('is found by the name of a picture that one interaction has', async () => {
    const { formerCards } = await setUp({ [ID]: ['other.png', NAME] });
    expect(await formerCards.find(CARD)).toBe(ID);
    expect(await formerCards.find({ ...CARD, fileNames: ['x.png', NAME, 'other.png'] })).toBe(ID);
  });

  it.each([[[]], [['unknown.png']], [['%']]])('is not found by the names %j', async (fileNames) => {
    const { formerCards } = await setUp({ [ID]: [NAME] });
    expect(await formerCards.find({ ...CARD, fileNames })).toBeNull();
  });

  it('is not found by a name that two have, or by names of two', async () => {
    const { formerCards } = await setUp({ [ID]: [NAME, 'one.png'], [OTHER]: [NAME, 'two.png'] });
    expect(await formerCards.find(CARD)).toBeNull();
    expect(await formerCards.find({ ...CARD, fileNames: ['one.png', 'two.png'] })).toBeNull();
  });

  it('is not taken for that of an interaction which has another card', async () => {
    const { formerCards, place } = await setUp({ [ID]: [NAME], [OTHER]: [NAME] });
    await place(ID, '40', '59');
    expect(await formerCards.find(CARD)).toBe(OTHER);
    await place(OTHER, '40', '58');
    expect(await formerCards.find(CARD)).toBeNull();
  });

  it('leaves no names behind when its interaction is removed', async () => {
    const { dataSource, formerCards } = await setUp({ [ID]: [NAME, 'b.png'] });
    expect(await formerCards.fileNamesOf(ID)).toEqual(['b.png', NAME]);
    await dataSource.query('DELETE FROM interaction_states WHERE id = ?', [ID]);
    expect(await formerCards.fileNamesOf(ID)).toEqual([]);
  });

  it('is looked up in indexes', async () => {
    const { dataSource } = await setUp({});
    for (const [table, column, index] of [
      ['imported_files', 'name', 'imported_files_name'],
      ['interaction_states', 'message_id', 'interaction_states_message'],
    ]) {
      const plan: { detail: string }[] = await dataSource.query(
        `EXPLAIN QUERY PLAN SELECT * FROM ${table} WHERE ${column} = 'x'`,
      );
      expect(plan.map(({ detail }) => detail).join()).toContain(index);
    }
  });
});
