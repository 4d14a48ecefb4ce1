import { mkdtempSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, statusOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { expectNothingLeft, letModerate } from '../support/e2e-deletions.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { told } from '../support/e2e-private-answers.js';
import { endAfterFile } from '../support/endings.js';
import { blockedPrompt } from '../support/gemini-answers.js';

const folder = mkdtempSync(path.join(tmpdir(), 'nanobanana-words-'));
endAfterFile(() => rm(folder, { recursive: true, force: true }));
const wordFile = path.join(folder, 'words.txt');
const LISTED = '# what nobody may ask for here\nforbidden\nvery rude\n';
writeFileSync(wordFile, LISTED);

const room = shareGeminiWorld({
  WORD_LIST_FILE: wordFile,
  MODERATION_LOG_FOLDER: path.join(folder, 'log'),
  MODERATION_LOG_PROMPTS: 'true',
});

const REFUSED = 'I do not take prompts with ||forbidden||.';

/** The channel of the log, chosen by the owner of the server, who does not write in it. */
async function chooseLog({ sandbox, channel }: GeminiRoom): Promise<Person> {
  const owner = sandbox.user('ann', channel);
  const answer = await told(await owner.command('admin log', { channel }, { channel }));
  expect(answer.content).toBe(
    `The moderation log of this server is in <#${sandbox.world.channel(channel).id}>.`,
  );
  expect((await owner.nextMessage(channel)).content).toContain('comes here from now on');
  return owner;
}

/** Waits for a message of the log that says all of this. */
async function logged(owner: Person, channel: string, ...parts: string[]): Promise<SeenMessage> {
  for (;;) {
    const message = await owner.nextMessage(channel);
    if (parts.every((part) => message.content.includes(part))) return message;
  }
}

/** What the files of the log hold together. */
async function logFiles(): Promise<string> {
  const log = path.join(folder, 'log');
  const names = (await readdir(log)).filter((name) => name.endsWith('.jsonl'));
  return (await Promise.all(names.map((name) => readFile(path.join(log, name), 'utf8')))).join('');
}

it('a listed word is refused in a mention, a command and a form, in disguise as well, before anything is stored or asked for', async () => {
  const { gemini, ann, channel } = room();
  const reply = await ann.nextReply(await ann.mention('a F\u043Erb\u200Bidden cat', { channel }));
  expect(reply.content).toContain(REFUSED);
  const { ephemeral } = await ann.command('imagine', { prompt: 'f0rbidden' }, { channel });
  expect(ephemeral?.content).toContain(REFUSED);

  const card = await preview(ann, 'a cat', { channel });
  const form = await ann.openModal(card, 'Edit Prompt');
  const answer = await form.submit({ prompt: 'a forbidden cat' });
  expect(answer.ephemeral?.content).toContain(REFUSED);
  expect(card.title).toBe('a cat');
  expect(gemini.requests).toEqual([]);
});

it('a word that is added to the file counts at once, also for a prompt that was taken before', async () => {
  const { gemini, ann, channel } = room();
  const card = await preview(ann, 'a windmill', { channel });
  await writeFile(wordFile, `${LISTED}windmill\n`);
  const { ephemeral } = await ann.click(card, 'Process Prompt');
  expect(ephemeral?.content).toContain('||windmill||');
  expect(gemini.requests).toEqual([]);
  await writeFile(wordFile, LISTED);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests).toHaveLength(1);
});

it('the log of a server names who asked for a listed word, what the model refused and why, reports once, and removed cards', async () => {
  const here = room();
  const { gemini, sandbox, world, ann, ben, cleo, channel } = here;
  const owner = await chooseLog(here);
  await ann.mention('forbidden things', { channel });
  await logged(owner, channel, `<@${ann.id}>`, 'listed word', 'forbidden', 'prompt: ');

  const refused = await preview(ben, 'something odd', { channel });
  gemini.script(blockedPrompt('SAFETY'));
  await ben.click(refused, 'Process Prompt');
  await logged(owner, channel, `<@${ben.id}>`, 'the model refused', 'something odd', refused.id);
  await refused.changed(() => statusOf(refused) !== undefined);

  const card = await result(ann, 'a cat', { channel });
  const first = await told(await ben.menu(card, 'Report'));
  expect(first.content).toContain('The moderators can see your report now.');
  const line = await logged(owner, channel, `<@${ben.id}>`, 'reported a card', `<@${ann.id}>`);
  expect(line.content).toContain(`/${card.channelId}/${card.id}`);
  expect((await told(await ben.menu(card, 'Report'))).content).toContain('already');

  await expect(cleo.menu(card, 'Remove card')).rejects.toThrow('Remove card');
  letModerate(sandbox, channel, cleo);
  const id = interactionIdOf(card);
  const { ephemeral } = await cleo.menu(card, 'Remove card');
  await ephemeral?.changed(({ content }) => content.includes('removed'));
  expect(card.isDeleted).toBe(true);
  await expectNothingLeft(world, id);
  await logged(owner, channel, `<@${cleo.id}>`, 'removed a card', `<@${ann.id}>`);

  const lines = (await logFiles()).trim().split('\n');
  const actions = lines.map((text): unknown => JSON.parse(text).action);
  expect(new Set(actions)).toEqual(
    new Set(['listed-word', 'model-refused', 'reported', 'removed']),
  );
});

it('what could not be posted in the log is posted by the next start', async () => {
  const here = room();
  const { sandbox, world, ann, channel } = here;
  const owner = await chooseLog(here);
  const card = await preview(ann, 'a cat', { channel });
  const route = { method: 'POST', route: '/channels/:id/messages' };
  const body = { code: 50013, message: 'Missing Permissions' };
  sandbox.faults.add({ ...route, effect: { kind: 'status', status: 403, body }, times: Infinity });
  await ann.menu(card, 'Report');
  await world.bot.logged('The moderation log could not be posted');
  sandbox.faults.clear();
  await world.killAndRestart();
  const line = await logged(owner, channel, 'reported a card', card.id);
  expect(line.content).toContain(`<@${ann.id}>`);
});

it('who is forgotten goes from the moderation log, and from its files as well', async () => {
  const here = room();
  const { world, ann, ben, channel } = here;
  const owner = await chooseLog(here);
  const card = await result(ann, 'a purple cat', { channel });
  await ben.menu(card, 'Report');
  await logged(owner, channel, 'reported a card', card.id);
  expect(await logFiles()).toContain('a purple cat');
  for (const { id } of [ann, ben]) {
    expect(await logFiles()).toContain(id);
    const { code, stdout } = await cli(world, ['--json', 'forget', '--user', id, '--yes']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: false });
    expect(await logFiles()).not.toContain(id);
  }
  expect(await logFiles()).not.toContain('a purple cat');
});
