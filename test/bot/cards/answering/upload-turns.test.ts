import { expect, it } from '@jest/globals';

import { UploadTurns } from '../../../../src/bot/cards/answering/upload-turns.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { gate } from '../../../support/gate.js';
import { rejectionOf } from '../../../support/rejection-of.js';

it('two people upload at a time, and somebody with many uploads holds up nobody else', async () => {
  const turns = new UploadTurns();
  const begun: string[] = [];
  const gates = new Map(['a1', 'a2', 'a3', 'b', 'c'].map((name) => [name, gate()]));
  const upload = (name: string) =>
    turns.run(name.slice(0, 1), async () => {
      begun.push(name);
      await gates.get(name)?.opened;
    });
  const all = [...gates.keys()].map(upload);
  await new Promise(setImmediate);
  expect(begun).toEqual(['a1', 'b']);
  gates.get('a1')?.open();
  await all[0];
  await new Promise(setImmediate);
  expect(begun).toEqual(['a1', 'b', 'c']);
  for (const each of gates.values()) each.open();
  await Promise.all(all);
  expect(begun.toSorted()).toEqual(['a1', 'a2', 'a3', 'b', 'c']);
});

it('an upload whose line breaks fails with an error that says so', async () => {
  const failing = new UploadTurns().run('ann', () => Promise.reject(new Error('ECONNRESET')));
  expect(await appErrorOf(failing)).toMatchObject({ code: 'discord.upload_failed' });
});

it('an upload that Discord refuses fails with what Discord said', async () => {
  const refused = discordApiError(50013);
  const failing = new UploadTurns().run('ann', () => Promise.reject(refused));
  expect(await rejectionOf(failing)).toBe(refused);
});
