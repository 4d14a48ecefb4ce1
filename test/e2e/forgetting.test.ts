import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { expectNothingLeft } from '../support/e2e-deletions.js';
import { told } from '../support/e2e-private-answers.js';
import { shareWorld } from '../support/e2e-room.js';
import type { E2eWorld } from '../support/e2e-world.js';
import { eventually } from '../support/eventually.js';

const room = shareWorld(async () => ({ env: { LOG_LEVEL: 'info' } }));

const CALLBACK: RequestMatch = { method: 'POST', route: '/interactions/:id/:token/callback' };
/** What failed is tried again in a minute, and cards are looked for every ten seconds. */
const EDITED_WITHIN_MS = 150_000;
const REMOVED = '🗑️ This card was removed, with all that was stored for it.';

/** Which of the texts a file of the bot's data holds, or its log. */
async function foundIn({ dataDir, bot }: E2eWorld, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(({ parentPath, name }) => readFile(path.join(parentPath, name))),
  );
  contents.push(Buffer.from(bot.output));
  return texts.filter((text) => contents.some((bytes) => bytes.includes(text)));
}

async function openForget(person: Person, card?: string) {
  const { modal } = await person.command('forget', card === undefined ? {} : { card });
  if (modal === undefined) throw new Error('There is no question.');
  return modal;
}

async function expectRemoved(card: SeenMessage): Promise<void> {
  await card.changed(() => card.content === REMOVED, { timeoutMs: EDITED_WITHIN_MS });
  expect(card.embeds).toEqual([]);
  expect(card.buttons).toEqual([]);
  expect(card.files).toEqual([]);
}

it('who forgets everything is told what is gone, their cards say so, and neither file nor log holds a byte of them', async () => {
  const { world, ann, ben } = room();
  const mine = [await result(ann, 'a purple lighthouse'), await preview(ann, 'a purple windmill')];
  const bens = await result(ben, 'a green boat');
  await ann.click(bens, '⭐');
  const texts = ['purple lighthouse', 'purple windmill', ann.id];
  expect(await foundIn(world, texts)).toEqual(texts);

  const modal = await openForget(ann);
  const answer = await told(await modal.submit());
  expect(answer.content).toContain('**Forgotten:** 2 cards with 1 picture.');
  expect(answer.content).toContain('Your part in 1 card of others is gone, too.');
  for (const card of mine) {
    await expectRemoved(card);
  }
  expect(await foundIn(world, [...texts, 'green boat'])).toEqual(['green boat']);
  expect(bens.buttons.length).toBeGreaterThan(0);
  expect((await told(await ann.command('history'))).content).toContain('Nothing');
});

it('one card of one’s own is forgotten, and that of somebody else is not', async () => {
  const { world, ann, ben } = room();
  const [mine, other] = [await result(ann, 'a red cat'), await result(ann, 'a red dog')];
  const id = interactionIdOf(mine);
  const refused = await ben.command('forget', { card: id });
  expect(refused.ephemeral?.content).toContain(
    'Only the person who asked for a card can erase it.',
  );
  const modal = await openForget(ann, id.slice(0, 8));
  const answer = await told(await modal.submit());
  expect(answer.content).toContain('**Forgotten:** 1 card with 1 picture.');
  await expectRemoved(mine);
  await expectNothingLeft(world, id);
  expect(other.buttons.length).toBeGreaterThan(0);
});

it('what was to be forgotten when the bot was killed is forgotten after the start', async () => {
  const { world, sandbox, ann } = room();
  const card = await result(ann, 'a blue barn');
  const modal = await openForget(ann);
  // The bot waits for this answer before it goes on.
  sandbox.faults.add({ ...CALLBACK, effect: { kind: 'delay', delayMs: 60_000 } });
  void modal.submit().catch(() => undefined);
  const database = await E2eDatabase.open(world);
  const noted = () => database.number('SELECT COUNT(*) AS count FROM erasures');
  await eventually(async () => (await noted()) === 1);
  await world.bot.kill();
  sandbox.faults.clear();
  expect(await foundIn(world, ['blue barn'])).toEqual(['blue barn']);
  await world.startBot();
  await expectRemoved(card);
  // Discord sends the form again, which notes it once more.
  await eventually(async () => (await noted()) === 0);
  await eventually(async () => (await foundIn(world, ['blue barn', ann.id])).length === 0);
});

it('the operator has a person forgotten beside the bot, which changes the cards', async () => {
  const { world, ann } = room();
  const card = await result(ann, 'a yellow hill');
  const args = ['--json', 'forget', '--user', ann.id];
  const dry = await cli(world, [...args, '--dry-run']);
  expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, interactions: 1, others: 0 });
  expect(await foundIn(world, ['yellow hill'])).toEqual(['yellow hill']);
  expect(await cli(world, args)).toMatchObject({ code: 64, stdout: '' });
  const { code, stdout } = await cli(world, [...args, '--yes']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ interactions: 1, images: 1, cards: 1 });
  await expectRemoved(card);
  expect(await foundIn(world, ['yellow hill', ann.id])).toEqual([]);
  const again = await cli(world, [...args, '--yes']);
  expect(JSON.parse(again.stdout)).toMatchObject({ interactions: 0, cards: 0 });
});

it('cards and places that are gone do not hold up the others', async () => {
  const { world, sandbox, channel, ann } = room();
  const card = await result(ann, 'a dog');
  const database = await E2eDatabase.open(world);
  const add = (messageId: string, channelId: string) =>
    database.run(
      'INSERT INTO removed_cards (message_id, channel_id, interaction_id) VALUES (?, ?, ?)',
      messageId,
      channelId,
      interactionIdOf(card),
    );
  await add('1', sandbox.world.channel(channel).id);
  await add('2', '2');
  await cli(world, ['forget', '--user', ann.id, '--yes']);
  await expectRemoved(card);
  const left = () => database.number('SELECT COUNT(*) AS count FROM removed_cards');
  await eventually(async () => (await left()) === 0);
  expect(await left()).toBe(0);
});
