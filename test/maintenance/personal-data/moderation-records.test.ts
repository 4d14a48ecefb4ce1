import { describe, expect, it } from '@jest/globals';

import { NOBODY } from '../../../src/interactions/forgotten-person.js';
import { appendToFile } from '../../../src/persistence/moderation-files.js';
import {
  addLogged,
  ANN,
  BEN,
  linesIn,
  LOGGED,
  PERSON,
  resultsOfAnn,
  SERVER,
  UNTHROTTLED,
} from '../../support/erasure-fixture.js';
import { LOG_CHANNEL } from '../../support/moderation.js';

describe('the erasure from the moderation log', () => {
  it('what a person did goes from rows and files, their name and words from the rest, and that of others stays', async () => {
    const { forget, estimate, entries, clock, folder } = await resultsOfAnn();
    await addLogged({ entries }, folder);
    const { records } = await estimate.of(PERSON, clock.now(), UNTHROTTLED);
    expect(records).toBe(8);
    expect(await entries.has('a')).toBe(true);
    expect(await forget(PERSON)).toMatchObject({ records });
    const [, , b, c, d] = LOGGED;
    const anonymous = [b!, c!].map((entry) => ({ ...entry, askedBy: null, prompt: null }));
    expect(await entries.waiting(SERVER, 9)).toEqual([anonymous[0], d]);
    expect([await entries.has('a'), await entries.has('c')]).toEqual([false, true]);
    expect(await linesIn(folder)).toEqual([...anonymous, d]);
    expect((await estimate.of(PERSON, clock.now(), UNTHROTTLED)).records).toBe(0);
  });

  it('the message of a forgotten entry is known for its time, so that it is deleted then', async () => {
    const { forget, entries } = await resultsOfAnn();
    await entries.add(LOGGED[0]!, LOG_CHANNEL);
    await entries.setPosted(await entries.waiting(SERVER, 1), {
      channelId: LOG_CHANNEL,
      messageId: '61',
    });
    await forget(PERSON);
    const place = { guildId: null, channelId: LOG_CHANNEL, messageId: '61' };
    const left = { key: 'forgotten 61', personId: NOBODY, entry: '{}', ...place };
    expect(await entries.before('2027', '', 9)).toEqual([{ ...left, notedAt: LOGGED[0]!.at }]);
  });

  it('a person reads what was noted about them, without the names and words of others', async () => {
    const { entries, moderation, folder } = await resultsOfAnn();
    await addLogged({ entries }, folder);
    const about = await moderation.aboutPerson(ANN);
    expect(about.map(({ isOwnAct, prompt }) => [isOwnAct, prompt])).toEqual([
      [true, null],
      [false, 'ann wrote this'],
      [false, null],
      [true, null],
    ]);
    const words = JSON.stringify(about);
    expect([words.includes(BEN), words.includes('ben wrote')]).toEqual([false, false]);
    expect(words).not.toContain('"key"');
  });

  it('what a server has goes with the channel that it chose, and that of another server stays', async () => {
    const { forget, estimate, entries, channels, clock, folder } = await resultsOfAnn();
    await addLogged({ entries }, folder);
    const elsewhere = { ...LOGGED[4]!, key: 'e', guildId: '31' };
    await entries.add(elsewhere, LOG_CHANNEL);
    await appendToFile(folder, elsewhere);
    for (const guildId of [SERVER, '31']) await channels.choose(guildId, LOG_CHANNEL);
    const server = { kind: 'server', id: SERVER } as const;
    const { records } = await estimate.of(server, clock.now(), UNTHROTTLED);
    expect(records).toBe(11);
    expect(await forget(server)).toMatchObject({ records });
    expect([await channels.of(SERVER), await channels.of('31')]).toEqual([null, LOG_CHANNEL]);
    expect(await entries.guildsWaiting()).toEqual(['31']);
    expect((await entries.before('2027', '', 9)).map(({ key }) => key)).toEqual([
      'e',
      'forgotten 61',
    ]);
    expect(await linesIn(folder)).toEqual([elsewhere]);
  });
});
