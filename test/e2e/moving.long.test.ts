import { access } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { BotData, formerState } from '../support/bot-data.js';
import { failureOn, interactionIdOf, nextPromptOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { richCard } from '../support/e2e-explained.js';
import { startWithGemini, type GeminiWorld } from '../support/e2e-gemini.js';
import { formerResultRows } from '../support/e2e-predecessor.js';
import { temporaryDirectory } from '../support/e2e-world.js';
import { httpError } from '../support/gemini-answers.js';
import { solid } from '../support/pictures.js';
import { newPostgresDatabase } from '../support/postgres/database.js';
import { queryPostgres } from '../support/postgres/server.js';

const FORMER_ID = '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b';
const OVERLOADED = httpError(503, 'UNAVAILABLE', 'The model is overloaded.');

/** A card of the Python bot whose data is imported, with two outputs, and no id in its footer. */
async function importedCard({ world, sandbox }: GeminiWorld): Promise<SeenMessage> {
  const botData = await BotData.make(path.join(await temporaryDirectory(), 'former'));
  const input = await solid([250, 250, 10], 64, 48).png().toBuffer();
  const styled = await solid([0, 250, 10], 64, 48).png().toBuffer();
  const outputs = [
    { ...(await botData.output(FORMER_ID, 'generated', 1, input)), filename: 'original.png' },
    await botData.output(FORMER_ID, 'styled', 2, styled),
  ];
  const original_image_paths = [await botData.input(FORMER_ID, 0, input)];
  await botData.state(formerState(FORMER_ID, { original_image_paths, outputs, current_index: 1 }));
  expect((await cli(world, ['import', botData.dir])).code).toBe(0);
  const name = outputs[1]!.filename;
  return sandbox.postAsBot('general', {
    embeds: [{ title: 'Generated Image - Output 2 of 2', image: { url: `attachment://${name}` } }],
    components: formerResultRows(),
    files: [{ name, bytes: styled }],
  });
}

/** Cards of every kind; of one, the picture is being made. */
async function cardsOfEveryKind(here: GeminiWorld) {
  const { world, sandbox, gemini } = here;
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const rich = await richCard(ann);
  const direct = await ann.nextReply(await ann.dm('a whale'));
  const deleted = await preview(ann, 'a secret');
  // A card is posted a moment before its row knows it.
  const id = interactionIdOf(deleted);
  await world.bot.logged('Answered', ({ interactionId }) => interactionId === id);
  sandbox.writer.remove(deleted.message);
  await world.bot.logged('Deletion noted');
  const failed = await preview(ben, 'a dog');
  gemini.script(OVERLOADED);
  await ben.click(failed, 'Process Prompt');
  await failureOn(failed);
  const imported = await importedCard(here);
  const asked = await preview(ann, 'a lighthouse');
  const waiting = await preview(ben, 'a cow');
  gemini.forget();
  gemini.script({ kind: 'hang' });
  await ben.click(waiting, 'Process Prompt');
  await gemini.received(1);
  return { rich, direct, deleted, failed, imported, asked, waiting };
}

/** Everything that a result offers, one after the other. */
async function useEverything(person: Person, card: SeenMessage): Promise<void> {
  await restyle(person, card, 'Vintage');
  const last = placeOf(card)?.split(' ').at(-1);
  await person.click(card, '⬅️');
  expect(placeOf(card)).toBe(`${Number(last) - 1} of ${last}`);
  await person.click(card, '➡️');
  expect(placeOf(card)).toBe(`${last} of ${last}`);
  expect(card.pictureName).not.toBe('picture_unavailable.png');
  const prompt = `once more after ${last}`;
  await (await person.openModal(card, 'Edit Prompt')).submit({ prompt });
  expect(nextPromptOf(card)).toBe(prompt);
  const before = card.pictureName;
  await person.click(card, 'Process Prompt');
  await card.changed(() => card.pictureName !== before);
  await finished(card);
  expect(placeOf(card)).toBe(`${Number(last) + 1} of ${Number(last) + 1}`);
}

it('every card works after a move from SQLite to PostgreSQL, and again after the move back', async () => {
  const here = await startWithGemini({ GENERATION_TRIES: '1' });
  const { world, gemini } = here;
  const [ann, ben] = [here.sandbox.user('ann'), here.sandbox.user('ben')];
  const cards = await cardsOfEveryKind(here);

  await world.bot.kill();
  expect((await cli(world, ['backup', '--out', 'there.tar.gz'])).code).toBe(0);
  const saidMeanwhile = await ann.mention('a bird');
  const DATABASE_URL = await newPostgresDatabase();
  const there = { DATABASE_URL, BOT_DATA_DIR: path.join(world.cwd, 'there') };
  const restored = await cli(world, ['restore', 'there.tar.gz'], there);
  expect(restored.stdout).toMatch(/^7 interactions /);
  gemini.forget();
  await world.startBot(there);

  expect(await failureOn(cards.waiting)).toContain('Try again');
  expect(gemini.requests).toEqual([]);
  const late = await ann.nextReply(saidMeanwhile);
  await ann.click(late, 'Process Prompt');
  await ben.click(cards.waiting, 'Try again');
  await ben.click(cards.failed, 'Try again');
  await (await ann.openModal(cards.asked, 'Edit Prompt')).submit({ prompt: 'a tower' });
  await ann.click(cards.asked, 'Process Prompt');
  await ann.click(cards.direct, 'Process Prompt');
  for (const card of [cards.waiting, cards.failed, cards.asked, cards.direct, late])
    await finished(card);
  await ann.click(cards.imported, 'style_nav_left');
  expect(placeOf(cards.imported)).toBe('1 of 2');
  const used: [Person, SeenMessage][] = [
    [ann, cards.rich],
    [ann, cards.direct],
    [ann, cards.asked],
    [ann, cards.imported],
    [ben, cards.failed],
    [ben, cards.waiting],
    [ann, late],
  ];
  for (const [person, card] of used) await useEverything(person, card);
  const deleted = await queryPostgres(
    DATABASE_URL,
    'SELECT id FROM interactions WHERE deleted_at IS NOT NULL',
  );
  expect(deleted).toEqual([{ id: interactionIdOf(cards.deleted) }]);
  expect((await cli(world, ['verify'], there)).code).toBe(0);

  expect(await world.bot.stop()).toBe(0);
  expect((await cli(world, ['backup', '--out', 'back.tar.gz'], there)).code).toBe(0);
  const back = { BOT_DATA_DIR: path.join(world.cwd, 'back') };
  const again = await cli(world, ['restore', 'back.tar.gz'], back);
  expect(again.stdout).toMatch(/^8 interactions /);
  await access(path.join(back.BOT_DATA_DIR, 'nanobanana.sqlite'));
  await world.startBot(back);
  for (const [person, card] of used) await useEverything(person, card);
  expect((await cli(world, ['verify'], back)).code).toBe(0);
});
