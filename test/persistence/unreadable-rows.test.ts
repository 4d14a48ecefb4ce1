import { describe, expect, it } from '@jest/globals';

import { InteractionEntity } from '../../src/persistence/interaction.entity.js';
import { appErrorOf } from '../support/app-error-of.js';
import {
  generationIn,
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputItem,
} from '../support/states.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

type Row = InteractionEntity;

/** What may have happened to a row: its columns afterwards. */
type Damage = (row: Row) => Partial<Row>;

const replaced =
  (document: string): Damage =>
  () => ({ document });

/** Another value at a place of the document; none: the place is gone. */
const put =
  (place: string, value?: unknown): Damage =>
  ({ document }) => {
    const changed = JSON.parse(document);
    const names = place.split('.');
    const last = names.pop()!;
    const owner = names.reduce((at, name) => at[name], changed);
    owner[last] = value;
    return { document: JSON.stringify(changed) };
  };

const DAMAGES: readonly (readonly [string, Damage])[] = [
  ['a document that breaks off', ({ document }) => ({ document: document.slice(0, 200) })],
  ['an empty document', replaced('')],
  ['a document of nothing', replaced('null')],
  ['a document that is a text', replaced('"a lighthouse"')],
  ['a document that is a list', replaced('[]')],
  ['a document that is empty', replaced('{}')],
  ['inputs that are no list', put('inputs', '[]')],
  ['inputs without keys', put('inputs', [{}])],
  ['no outputs', put('outputs')],
  ['an output without an image', put('outputs.0.image')],
  ['notes that are no list', put('notes', {})],
  ['notes that are no texts', put('notes', [1])],
  ['a generation of an unknown status', put('generation.status', 'resting')],
  ['a generation that is a text', put('generation', '')],
  ['settings that are none', put('settings', { count: 0 })],
  ['an index behind the last output', put('currentIndex', 1)],
  ['a negative index', put('currentIndex', -1)],
  ['an index that is no number', put('currentIndex', 'first')],
  ['an unknown view', put('view', 'gallery')],
  ['an unknown active status', () => ({ activeStatus: 'resting' })],
  ['a lease until no time', () => ({ leaseOwner: 'a', leaseSince: 'b', leaseUntil: 'c' })],
  ['a negative count of attempts', () => ({ attempts: -1 })],
  ['a newer format', () => ({ format: 99 })],
  ['a format that is none', () => ({ format: 0 })],
];

const DAMAGED = 'The stored data of this card is damaged.';
const NEWER = 'It was stored by a newer version of me.';

describe('a row that cannot be read', () => {
  it.each(DAMAGES)(
    'a row with %s is logged with its id, stays as it is, and disturbs no other',
    async (name, damage) => {
      const { file, dataSource, persistence } = await openTestDatabase();
      const generation = generationIn('failed');
      const outputs = [outputItem()];
      await persistence.create(newInteractionState({ view: 'style_view', outputs, generation }));
      const other = await persistence.create(newInteractionState({ id: OTHER_INTERACTION_ID }));
      const rows = dataSource.getRepository(InteractionEntity);
      const rowOf = () => rows.findOneByOrFail({ id: INTERACTION_ID });
      await rows.update(INTERACTION_ID, damage(await rowOf()));
      const before = await rowOf();

      // As another start finds it.
      const later = await openTestDatabase(file);
      for (const access of [
        () => later.persistence.load(INTERACTION_ID),
        () => later.persistence.change(INTERACTION_ID, (state) => state),
      ]) {
        const error = await appErrorOf(access);
        expect(error).toMatchObject({ code: 'state.unreadable', retryable: false });
        expect(error.userMessage).toBe(name === 'a newer format' ? NEWER : DAMAGED);
      }
      expect(later.logger.lines).toContainEqual({
        level: 'error',
        fields: { interactionId: INTERACTION_ID, err: expect.anything() },
        message: 'Interaction state unreadable',
      });
      expect(await rowOf()).toEqual(before);
      expect(await later.persistence.load(OTHER_INTERACTION_ID)).toEqual(other);
      expect((await later.persistence.stats()).interactions).toBe(2);
    },
  );

  it('a row that was damaged by nobody can be read', async () => {
    const { persistence } = await openTestDatabase();
    const created = await persistence.create(
      newInteractionState({
        view: 'style_view',
        outputs: [outputItem()],
        generation: generationIn('failed'),
      }),
    );
    expect(await storedState(persistence, INTERACTION_ID)).toEqual(created);
  });
});
