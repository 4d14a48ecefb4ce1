import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { finished, preview } from '../support/e2e-cards.js';
import { startOverlap } from '../support/e2e-overlap.js';
import { E2eProcesses } from '../support/e2e-processes.js';
import { repliesTo } from '../support/e2e-replies.js';
import { placeOf } from '../support/e2e-card-look.js';

/** Of each person, one after the other: more at once would be slower than the bot's time limits. */
const CARDS = 3;

it('while a process takes over from another one, each mention, click and form has one answer', async () => {
  const processes = await E2eProcesses.prepare(1);
  const { sandbox } = processes;
  const { former, next, end } = await startOverlap(processes, '0');
  const people = ['ann', 'ben', 'cleo'].map((name) => processes.person(name, 0));
  const cards = (await Promise.all(people.map(async (person) => madeBy(person)))).flat();
  for (const { mention, card } of cards) {
    expect(repliesTo(sandbox, mention)).toEqual([card.id]);
    expect(placeOf(card)).toBe('1 of 1');
  }
  expect(people.flatMap(({ ephemerals }) => ephemerals)).toEqual([]);
  expect(sandbox.starts.count).toBe(2);
  const yielded = [former, next].flatMap(({ log }) =>
    log.filter(({ msg }) => msg === 'Another process answered'),
  );
  expect(yielded.length).toBeGreaterThan(0);
  for (const { log } of [former, next])
    expect(log.filter(({ msg }) => msg === 'Answering failed')).toEqual([]);

  await end();
  expect(await former.ended()).toBe(0);
  await next.logged('Made up for what was missed');
  expect((await preview(people[0]!, 'a bird')).title).toBe('a bird');
});

async function madeBy(person: Person) {
  const made: { mention: SeenMessage; card: SeenMessage }[] = [];
  for (let n = 0; n < CARDS; n += 1) {
    const mention = await person.mention(`a cat ${n}`);
    const card = await person.nextReply(mention);
    const form = await person.openModal(card, 'Edit Prompt');
    await form.submit({ prompt: `a dog ${n}` });
    await card.changed(() => card.title === `a dog ${n}`);
    await person.click(card, 'Process Prompt');
    await finished(card);
    made.push({ mention, card });
  }
  return made;
}
