import { expect, it } from '@jest/globals';

import { finished, preview } from '../support/e2e-cards.js';
import { startOverlap, startStandby } from '../support/e2e-overlap.js';
import { answersOf, E2eProcesses } from '../support/e2e-processes.js';
import { repliesTo } from '../support/e2e-replies.js';
import { until } from '../support/e2e-watching.js';
import { queryPostgres } from '../support/postgres/server.js';
import { placeOf } from '../support/e2e-card-look.js';

const PENCIL = '✏️';

it('four processes that start at once on an empty database all start, and each serves its shards', async () => {
  const processes = await E2eProcesses.prepare(4);
  // All starts are of one bucket, and Discord refuses those that follow too fast.
  Object.assign(processes.sandbox.starts, { maxConcurrency: 1, isPaced: true });
  const shards = [0, 1, 2, 3];
  const bots = await Promise.all(shards.map((shard) => processes.start(String(shard))));
  const { count, outOfPace } = processes.sandbox.starts;
  expect([count, outOfPace]).toEqual([4, 0]);
  const cards = await Promise.all(
    shards.map((shard) => preview(processes.person('ann', shard), `a cat in ${shard}`)),
  );
  expect(cards.map(({ title }) => title)).toEqual(shards.map((n) => `a cat in ${n}`));
  await Promise.all(bots.map((bot) => bot.logged('Answered')));
  expect(bots.map((bot) => answersOf(bot))).toEqual([1, 1, 1, 1]);
  expect(await Promise.all(bots.map((bot) => bot.stop()))).toEqual([0, 0, 0, 0]);
});

it('a process that was killed is replaced by the standby when its lease has ended, which carries out what was missed', async () => {
  const processes = await E2eProcesses.prepare(1);
  const { sandbox, databaseUrl } = processes;
  const first = await processes.start('0');
  const second = processes.spawn('0');
  await second.logged('Standing by: another process serves these shards');
  const ann = processes.person('ann', 0);
  const card = await preview(ann, 'a cat');
  await first.logged('Answered');
  await until(async () => {
    const rows = await queryPostgres<{ sequence: number }>(
      databaseUrl,
      'SELECT sequence FROM gateway_sessions',
    );
    return rows[0];
  });
  await first.kill();
  const missed = await ann.mention('a dog');
  // A click of a break is told to have failed, and carried out even so.
  const clicked = ann.click(card, 'Process Prompt').catch((error: unknown) => error);
  await second.ready();
  expect((await ann.nextReply(missed)).title).toBe('a dog');
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(repliesTo(sandbox, missed)).toHaveLength(1);
  await clicked;
});

it('what a process has heard and not handled when it dies while it hands over is handled by the next one', async () => {
  const processes = await E2eProcesses.prepare(1);
  const query = async (sql: string) => queryPostgres(processes.databaseUrl, sql);
  const { former, next } = await startStandby(processes, '0');
  const ann = processes.person('ann', 0);
  await preview(ann, 'a cat');
  // The next process has the shard, and may not connect yet.
  await query("UPDATE duties SET held_until = '2100' WHERE name = 'identify 0'");
  former.signal('SIGTERM');
  await next.logged('Serving shards');
  former.signal('SIGSTOP');
  const missed = await ann.mention('a dog');
  await former.kill();
  await query("DELETE FROM duties WHERE name = 'identify 0'");
  await next.ready();
  // As if the time had passed that a process needs at most to end.
  await query("UPDATE duties SET predecessor_until = held_since WHERE name = 'shard 0'");
  expect((await ann.nextReply(missed)).title).toBe('a dog');
  await next.logged('Made up for what was missed');
  expect(repliesTo(processes.sandbox, missed)).toHaveLength(1);
  expect(processes.sandbox.starts.count).toBe(2);
});

it('a process whose shard another one has ends with an exit code and a sentence of its own', async () => {
  const processes = await E2eProcesses.prepare(1);
  const bot = await processes.start('0');
  await queryPostgres(
    processes.databaseUrl,
    "UPDATE duties SET owner = 'another', held_until = '2100' WHERE name = 'shard 0'",
  );
  expect(await bot.ended()).toBe(76);
  expect(bot.output).toContain('Another process serves a shard of this one');
});

it('while a process takes over, each comment, edit and deletion is noted once', async () => {
  const processes = await E2eProcesses.prepare(1);
  const { sandbox, databaseUrl } = processes;
  const { former, next, end } = await startOverlap(processes, '0');
  const [ann, ben] = [processes.person('ann', 0), processes.person('ben', 0)];
  const card = await preview(ann, 'a cat');
  const comment = await ben.say('nice one', { replyTo: card });
  await comment.reacted(PENCIL);
  ben.react(comment, PENCIL);
  const meant = await ben.nextReply(comment);
  const said = await ann.say('a dog');
  ann.edit(said, `<@${sandbox.bot.id}> a bird`);
  const edited = await ann.nextReply(said);
  expect(edited.title).toBe('a bird');
  sandbox.writer.remove(card.message);
  await until(async () => {
    const sql = 'SELECT id FROM interactions WHERE deleted_at IS NOT NULL';
    return (await queryPostgres(databaseUrl, sql))[0];
  });
  await end();
  expect(await former.ended()).toBe(0);
  await next.logged('Made up for what was missed');
  expect(repliesTo(sandbox, comment)).toEqual([meant.id]);
  expect(repliesTo(sandbox, said)).toEqual([edited.id]);
  const rows = await queryPostgres(databaseUrl, 'SELECT id FROM interactions');
  expect(rows).toHaveLength(3);
  for (const { log } of [former, next])
    expect(log.filter(({ msg }) => msg === 'Answering failed')).toEqual([]);
});

it('after a change of the number of shards nothing that was written meanwhile is lost', async () => {
  const processes = await E2eProcesses.prepare(4);
  const shards = [0, 1, 2, 3];
  const people = shards.map((shard) => processes.person('ann', shard));
  processes.recommend(2);
  const former = await Promise.all(['0', '1'].map((shard) => processes.start(shard)));
  const cards = await Promise.all(people.map((person) => preview(person, 'a cat')));
  const ben = processes.person('ben', 3);
  await ben.nextReply(await ben.dm('a cow'));
  expect(await Promise.all(former.map((bot) => bot.stop()))).toEqual([0, 0]);
  const missed = await Promise.all(people.map((person) => person.mention('a dog')));

  const direct = await ben.dm('a bird');
  processes.recommend(4);
  const later = await Promise.all(['0-1', '2-3'].map((ids) => processes.start(ids)));
  const answers = await Promise.all(
    people.map(async (person, n) => person.nextReply(missed[n] ?? fail())),
  );
  expect(answers.map(({ title }) => title)).toEqual(shards.map(() => 'a dog'));
  expect((await ben.nextReply(direct)).title).toBe('a bird');
  for (const bot of later) await bot.logged('Made up for what was missed');
  for (const message of missed) expect(repliesTo(processes.sandbox, message)).toHaveLength(1);
  await Promise.all(
    people.map(async (person, n) => {
      const card = cards[n] ?? fail();
      await person.click(card, 'Process Prompt');
      await finished(card);
    }),
  );
});

function fail(): never {
  throw new Error('There is one for each.');
}
