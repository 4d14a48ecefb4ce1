import { expect, it } from '@jest/globals';

import { finished, preview } from '../support/e2e-cards.js';
import { answersOf, E2eProcesses } from '../support/e2e-processes.js';

it('two processes on one database serve a shard each, and the first one direct messages', async () => {
  const processes = await E2eProcesses.prepare(2);
  const bots = await Promise.all(['0', '1'].map((shards) => processes.start(shards)));
  const people = [0, 1].map((shard) => processes.person('ann', shard));
  const cards = await Promise.all(people.map((person) => preview(person, 'a cat')));
  await Promise.all(
    people.map(async (person, n) => {
      await person.click(cards[n]!, 'Process Prompt');
      await finished(cards[n]!);
    }),
  );
  const ben = processes.person('ben', 1);
  const direct = await ben.nextReply(await ben.dm('a dog'));
  expect(direct.title).toBe('a dog');
  // A mention and a click in each server, and the direct message.
  await bots[0]?.logged('Answered', () => answersOf(bots[0]) === 3);
  expect(bots.map((bot) => answersOf(bot))).toEqual([3, 2]);
  expect(processes.sandbox.starts.count).toBe(2);
  expect(await Promise.all(bots.map((bot) => bot.stop()))).toEqual([0, 0]);
});

it('a process stands by while another one serves its shards, and serves them when that one has ended', async () => {
  const processes = await E2eProcesses.prepare(2);
  const first = await processes.start('0-1');
  const second = processes.spawn('1');
  const line = await second.logged('Standing by: another process serves these shards');
  expect(line).toMatchObject({
    duty: 'shard 1',
    process: expect.stringContaining(`(${first.pid})`),
  });
  expect(processes.sandbox.starts.count).toBe(2);
  expect(await first.stop()).toBe(0);
  await second.ready();
  const ann = processes.person('ann', 1);
  expect((await preview(ann, 'a cat')).title).toBe('a cat');
});

it('a process that stands by can be stopped', async () => {
  const processes = await E2eProcesses.prepare(1);
  await processes.start('auto', null, { SHARD_COUNT: '' });
  const second = processes.spawn('0');
  await second.logged('Standing by: another process serves these shards');
  expect(await second.stop()).toBe(0);
  expect(processes.sandbox.starts.count).toBe(1);
});
