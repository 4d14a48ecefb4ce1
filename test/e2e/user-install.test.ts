import { expect, it } from '@jest/globals';

import { abroad, askedFor, LOBBY, refusals } from '../support/e2e-abroad.js';
import { finished } from '../support/e2e-cards.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';
import { told } from '../support/e2e-private-answers.js';

const room = shareGeminiWorld();

const MINUTE_MS = 60_000;

const bytes = async () => photo(64, 48).png().toBuffer();

it.each([
  ['a server without the bot', () => LOBBY],
  ['a direct message between two others', ({ ben }: GeminiRoom) => ({ dm: ben.user.username })],
])('/imagine makes a card in %s, which goes on after a restart', async (_where, placeIn) => {
  const here = abroad(room());
  const { world, gemini, ann } = here;
  const card = await askedFor(ann, 'a cat', placeIn(here));
  await ann.click(card, 'Process Prompt');
  await finished(card);
  const modal = await ann.openModal(card, 'Edit Prompt');
  await modal.submit({ prompt: 'a dog' });
  await world.killAndRestart();
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
  await ann.click(card, '⭐');
  await card.changed(() => /⭐/.test(card.description ?? '') || card.button('⭐').style === 3);
  expect(gemini.requests).toHaveLength(2);
  expect(refusals(here)).toEqual([]);
});

it('an outcome that comes when the token is too old is stored, shown by Refresh, and sent to nobody', async () => {
  const here = abroad(room());
  const { world, sandbox, gemini, ann, ben } = here;
  const card = await askedFor(ann, 'a cat', { dm: ben.user.username });
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await bytes()) });
  await ann.click(card, 'Process Prompt');
  expect(card.description).toContain('press **Refresh** when it is done');
  sandbox.clock.advance(16 * MINUTE_MS);
  slow.open();
  await world.bot.logged('Generation produced a picture');
  const page = await told(await ann.command('history', {}, LOBBY));
  expect(page.embeds[0]?.title).toBe('1 · a cat');
  expect(placeOf(card)).toBeUndefined();
  await ann.click(card, 'Refresh');
  await finished(card);
  const toAnn = sandbox.world.directChannel(ann.id, sandbox.bot.id).id;
  expect([...sandbox.world.messages.values()].filter((m) => m.channelId === toAnn)).toEqual([]);
});

it('an outcome that comes after a kill is shown by Refresh in a server without the bot', async () => {
  const here = abroad(room());
  const { world, gemini, ann } = here;
  const card = await askedFor(ann, 'a cat', LOBBY);
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await bytes()) });
  await ann.click(card, 'Process Prompt');
  await world.bot.kill();
  slow.open();
  await world.startBot();
  await world.bot.logged('Generation produced a picture');
  await ann.click(card, 'Refresh');
  await finished(card);
  expect(refusals(here)).toEqual([]);
});

it('Edit this picture and avatar: take pictures of others where the bot is not', async () => {
  const { gemini, ann, ben } = abroad(room());
  const message = await ben.say('my lake', {
    ...LOBBY,
    files: [{ name: 'lake.png', bytes: await bytes() }],
  });
  const { modal } = await ann.menu(message, 'Edit this picture');
  const { message: answer } = await modal!.submit({ prompt: 'make it winter' });
  const card = await answer!.changed(({ title }) => title === 'make it winter');
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
  const { message: other } = await ann.command(
    'imagine',
    { prompt: 'a pirate', avatar: ben.id },
    LOBBY,
  );
  await other!.changed(({ title }) => title === 'a pirate');
  expect(other!.description).toContain('1 picture');
});

it('a card of a place without the bot is posted where the bot is, and is a card of that channel then', async () => {
  const here = abroad(room());
  const { world, gemini, ann, channel } = here;
  const former = await askedFor(ann, 'a cat', LOBBY);
  await ann.click(former, 'Process Prompt');
  await finished(former);
  const chosen = async (place: { readonly channel: string }) => {
    const page = await told(await ann.command('history', {}, place));
    await ann.select(page, '1 · a cat');
    return page.changed(() => page.buttons.some(({ label }) => label === 'Post here'));
  };
  const abroadPage = await chosen(LOBBY);
  const download = await told(await ann.click(abroadPage, 'Download'));
  expect(download.files.map(({ name }) => name)).toEqual([former.pictureName]);
  const refused = await told(await ann.click(abroadPage, 'Post here'));
  expect(refused.content).toContain('I am not in this place');
  const shown = await told(await ann.command('show', { id: interactionIdOf(former) }, LOBBY));
  expect(shown.content).toContain('I am not in this place');

  const { content } = await told(await ann.click(await chosen({ channel }), 'Post here'));
  const card = ann.sees(/\/(\d+)$/.exec(content)?.[1] ?? '');
  const slow = gate();
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(await bytes()) });
  await ann.click(card, 'Vary');
  expect(card.description).not.toContain('Refresh');
  await world.bot.kill();
  slow.open();
  await world.startBot();
  await card.changed(() => placeOf(card) === '2 of 2');
  await ann.click(former, 'Vary');
  await former.changed(() => former.buttons.length === 0);
  expect(former.content).toContain(card.id);
  expect(refusals(here)).toEqual([]);
});

it('only who asked deletes a card in a direct message between two others', async () => {
  const { ann, ben } = abroad(room());
  const card = await askedFor(ann, 'a cat', { dm: ben.user.username });
  const { ephemeral } = await ben.click(card, '🗑️');
  expect(ephemeral?.content).toContain(`Only <@${ann.id}>`);
  const modal = await ann.openModal(card, '🗑️');
  await modal.submit({});
  await eventually(() => card.isDeleted);
});
