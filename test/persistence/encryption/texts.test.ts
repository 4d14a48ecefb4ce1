import { describe, expect, it } from '@jest/globals';

import { NEWEST } from '../../../src/interactions/history.js';
import { CommandRequests } from '../../../src/persistence/command-requests.js';
import { openDatabase } from '../../../src/persistence/database/database.js';
import { ENCRYPTED_COLUMNS } from '../../../src/persistence/encryption/encrypted-columns.js';
import { InteractionRepository } from '../../../src/persistence/interaction-repository.js';
import { ModelTurns } from '../../../src/persistence/model-turns.js';
import { ModerationEntries } from '../../../src/persistence/moderation-entries.js';
import { Notes } from '../../../src/persistence/notes.js';
import { PersistenceService } from '../../../src/persistence/persistence-service.js';
import { PersonHistory } from '../../../src/persistence/person-history.js';
import { UnfilledColumns } from '../../../src/persistence/unfilled-columns.js';
import { patientDataSource } from '../../support/patient-data-source.js';
import { commandRequest } from '../../support/command-requests.js';
import { testKeyring } from '../../support/encryption.js';
import { FakeClock } from '../../support/fake-clock.js';
import { LOG_CHANNEL, moderationEntry } from '../../support/moderation.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import {
  INTERACTION_ID,
  newInteractionState,
  OTHER_INTERACTION_ID,
  outputKey,
} from '../../support/states.js';
import { closedAfterTest, newDatabase } from '../../support/test-database.js';

const WORD = 'Zwetschgenkuchen';

/** All that works with texts, on one database, with these keys. */
async function open(database: string, ...keyIds: readonly string[]) {
  const dataSource = closedAfterTest(patientDataSource(database, testKeyring(...keyIds)));
  await openDatabase(dataSource);
  const [clock, logger] = [new FakeClock(), new RecordingLogger()];
  const repository = new InteractionRepository(dataSource);
  return {
    dataSource,
    logger,
    persistence: new PersistenceService(repository, clock, logger),
    history: new PersonHistory(dataSource, logger),
    turns: new ModelTurns(dataSource, logger),
    notes: new Notes(dataSource),
    requests: new CommandRequests(dataSource, clock, logger),
    moderation: new ModerationEntries(dataSource),
    columns: new UnfilledColumns(dataSource),
    /** What stands in a column, by the words of the database. */
    stored: async (column: string, table: string): Promise<string[]> => {
      const rows: { text: string }[] = await dataSource.query(
        `SELECT ${column} AS text FROM ${table}`,
      );
      return rows.map(({ text }) => text);
    },
  };
}

const aState = (id = INTERACTION_ID, prompt = `a ${WORD}`) =>
  newInteractionState({ id, requestMessageId: null, originalPrompt: prompt });

describe('the texts of rows', () => {
  it('what people wrote is encrypted in every column that holds it, and comes back as it was', async () => {
    const database = await newDatabase();
    const { persistence, turns, notes, requests, moderation, stored } = await open(database, 'a');
    const created = await persistence.create(aState());
    const request = commandRequest({ prompt: WORD });
    await turns.keep(INTERACTION_ID, { imageKey: outputKey(1), kept: WORD });
    await notes.save('operator-trouble', WORD);
    await notes.save('operator-trouble', `${WORD}\0 twice`);
    await requests.add(request);
    const entry = moderationEntry({ prompt: WORD, verdict: WORD });
    await moderation.add(entry, LOG_CHANNEL);
    const saved = await persistence.save({ ...created, currentPrompt: `${WORD} again` });

    const texts = [
      await stored('document', 'interactions'),
      await stored('kept', 'model_turns'),
      await stored('content', 'notes'),
      await stored('request', 'command_requests'),
      await stored('entry', 'moderation_entries'),
    ];
    expect(texts).toHaveLength(ENCRYPTED_COLUMNS.length);
    for (const column of texts) expect(column).toEqual([expect.stringMatching(/^enc1:a:\S+$/)]);

    const other = await open(database, 'a');
    expect(await other.persistence.load(INTERACTION_ID)).toEqual(saved);
    expect(await other.turns.find(INTERACTION_ID, [outputKey(1)])).toEqual(
      new Map([[outputKey(1), WORD]]),
    );
    expect(await other.notes.load('operator-trouble')).toBe(`${WORD}\0 twice`);
    expect(await other.requests.find(request.id)).toEqual(request);
    expect(await other.moderation.waiting(entry.guildId!, 1)).toEqual([entry]);
  });

  it('a note is changed by one statement whether it is encrypted, by whichever key, or not', async () => {
    const database = await newDatabase();
    const keys = [[], ['a'], ['a'], ['b', 'a']];
    for (const ids of keys) {
      const { notes, stored } = await open(database, ...ids);
      await notes.change('operator-trouble', (before) => `${before ?? ''}x`);
      const begins = ids.length === 0 ? /^x$/ : new RegExp(`^enc1:${ids[0]}:`);
      expect(await stored('content', 'notes')).toEqual([expect.stringMatching(begins)]);
    }
    const { notes } = await open(database, 'b', 'a');
    await Promise.all(
      Array.from({ length: 5 }, () => notes.change('operator-trouble', (before) => `${before}x`)),
    );
    expect(await notes.load('operator-trouble')).toBe('x'.repeat(9));
  });

  it('a history is searched through whether its rows are encrypted, by whichever key, or not', async () => {
    const database = await newDatabase();
    await (await open(database)).persistence.create(aState());
    await (await open(database, 'a')).persistence.create(aState(OTHER_INTERACTION_ID));
    const third = '11111111-2222-4333-8444-555555555555';
    const { history, persistence, logger } = await open(database, 'b', 'a');
    await persistence.create(aState(third, 'something else'));
    const { userId } = await persistence.load(third);
    const filter = { personId: userId ?? '', isKept: false, text: WORD.toLowerCase() };
    const { entries } = await history.page(filter, NEWEST, 10);
    expect(entries.map(({ id }) => id).toSorted()).toEqual([INTERACTION_ID, OTHER_INTERACTION_ID]);
    expect(logger.messages('error')).toEqual([]);
  });

  it('a save encrypts a row that was not, and conflicts as ever', async () => {
    const database = await newDatabase();
    const created = await (await open(database)).persistence.create(aState());
    const { persistence, stored } = await open(database, 'a');
    await persistence.save(created);
    expect(await stored('document', 'interactions')).toEqual([expect.stringMatching(/^enc1:a:/)]);
    await expect(persistence.save(created)).rejects.toMatchObject({ code: 'state.conflict' });
  });

  it('the columns of a former version are filled from encrypted documents', async () => {
    const { dataSource, persistence, columns } = await open(await newDatabase(), 'a');
    const { userId } = await persistence.create(aState());
    await dataSource.query('UPDATE interactions SET user_id = NULL, created_at = NULL');
    expect(await columns.fillSome(10)).toBe(1);
    const rows: unknown = await dataSource.query('SELECT user_id FROM interactions');
    expect(rows).toEqual([{ user_id: userId }]);
  });

  it('a text that was moved into another row is no text there, and harms no other row', async () => {
    const { dataSource, persistence, logger } = await open(await newDatabase(), 'a');
    await persistence.create(aState());
    await persistence.create(aState(OTHER_INTERACTION_ID));
    await dataSource.query(
      `UPDATE interactions SET version = 2, document = (SELECT document FROM interactions WHERE id = '${INTERACTION_ID}') WHERE id = '${OTHER_INTERACTION_ID}'`,
    );
    await expect(persistence.load(OTHER_INTERACTION_ID)).rejects.toMatchObject({
      code: 'state.unreadable',
    });
    expect((await persistence.load(INTERACTION_ID)).originalPrompt).toContain(WORD);
    expect(logger.messages('error')).toEqual(['Interaction state unreadable']);
  });
});
