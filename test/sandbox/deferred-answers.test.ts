import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../src/sandbox/client/answer.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { button, row } from './bodies.js';
import { RawBot, multipart, request } from './raw-bot.js';
import { RawInteractions } from './raw-interactions.js';
import type { RawInteraction } from './raw-interactions.js';

const MINUTE_MS = 60_000;
const EPHEMERAL = { flags: 64 };
const CARD = { content: 'card', components: [row(button('next', { label: 'Next' }))] };

describe('an answer that is put off', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let interactions: RawInteractions;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    interactions = new RawInteractions(sandbox, bot);
    const json = [{ name: 'imagine', description: 'Paints' }];
    await request(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, { json });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const answered = async (using: Promise<Answer>, json: object): Promise<RawInteraction> => {
    const interaction = await interactions.next(using);
    expect((await interaction.answer(json)).status).toBe(204);
    await using;
    return interaction;
  };
  const deferred = async (data: object = {}) => {
    const using = sandbox.user('ann').command('imagine');
    const token = await answered(using, { type: 5, data });
    const { message } = await using;
    return { token, message: message! };
  };

  it('an answer that is put off shows "thinking", and says so until it is edited', async () => {
    const { token, message } = await deferred();
    expect((await token.original()).body).toMatchObject({
      id: message.id,
      content: '',
      flags: 128,
    });
    expect(message.isLoading).toBe(true);
    expect((await token.edit({ content: 'done' })).status).toBe(200);
    expect((await token.original()).body).toMatchObject({ content: 'done', flags: 0 });
    expect(message.isLoading).toBe(false);
  });

  it('an answer that is put off can be deleted, and is unknown from then on', async () => {
    const { token, message } = await deferred();
    expect((await token.remove()).status).toBe(204);
    expect(message.isDeleted).toBe(true);
    for (const again of [
      await token.original(),
      await token.edit({ content: 'x' }),
      await token.remove(),
    ])
      expect(again).toMatchObject({ status: 404, body: { code: 10_008 } });
    expect((await token.followUp({ content: 'but this can' })).status).toBe(200);
  });

  it('an answer can be edited and deleted for fifteen minutes by its token, and then no more', async () => {
    const { token } = await deferred(EPHEMERAL);
    sandbox.clock.advance(14 * MINUTE_MS);
    expect((await token.edit(CARD)).status).toBe(200);
    sandbox.clock.advance(MINUTE_MS + 1);
    const late = [
      await token.original(),
      await token.edit({ content: 'late' }),
      await token.remove(),
      await token.followUp({ content: 'late' }),
    ];
    for (const each of late) expect(each).toMatchObject({ status: 401, body: { code: 50_027 } });
  });

  it('an ephemeral answer stays ephemeral, and no route of its channel finds it', async () => {
    const { token, message } = await deferred(EPHEMERAL);
    expect((await token.edit(CARD)).body).toMatchObject({ flags: 64, content: 'card' });
    expect([message.isEphemeral, message.isLoading]).toEqual([true, false]);
    const { id } = sandbox.world.channel(message.channelId);
    const path = `/channels/${id}/messages/${message.id}`;
    const sent = [['GET'], ['PATCH', { json: { content: 'x' } }], ['DELETE']] as const;
    for (const [method, body] of sent)
      expect(await request(sandbox, method, path, body)).toMatchObject({ status: 404 });
    expect((await request(sandbox, 'GET', `/channels/${id}/messages`)).body).toEqual([]);
    expect(() => sandbox.user('ben').sees(message.id)).toThrow('cannot see');
  });

  it('a click on an ephemeral answer brings a fresh token, which edits it when the first one no longer does', async () => {
    const { token, message } = await deferred(EPHEMERAL);
    await token.edit(CARD);
    sandbox.clock.advance(16 * MINUTE_MS);
    const click = sandbox.user('ann').click(message, 'Next');
    const fresh = await answered(click, { type: 6 });
    expect(fresh.payload['message']).toMatchObject({ id: message.id, flags: 64, content: 'card' });
    expect((await fresh.edit({ content: 'second picture' })).body).toMatchObject({ flags: 64 });
    expect(message.content).toBe('second picture');
    expect((await token.edit({ content: 'x' })).body).toMatchObject({ code: 50_027 });
  });

  it('a click on an ephemeral answer can be answered with its update, and with a followup', async () => {
    const { token, message } = await deferred(EPHEMERAL);
    await token.edit(CARD);
    const ann = sandbox.user('ann');
    const click = ann.click(message, 'Next');
    const fresh = await answered(click, { type: 7, data: { content: 'updated' } });
    expect(message.content).toBe('updated');
    const { body } = await fresh.followUp({ content: 'more', flags: 64 });
    expect(ann.ephemerals.map(({ content }) => content)).toEqual(['updated', 'more']);
    expect(body).toMatchObject({ flags: 64, message_reference: { message_id: message.id } });
    await expect(sandbox.user('ben').click(message, 'Next')).rejects.toThrow('cannot see');
  });

  it('the files of an ephemeral answer are ephemeral, too, and lie there as long as it does', async () => {
    const { token, message } = await deferred(EPHEMERAL);
    const embed = { image: { url: 'attachment://file-0.png' } };
    const form = multipart({ embeds: [embed], attachments: [{ id: 0 }] }, ['bytes']);
    const { body } = await token.edit(form);
    const url = (body['embeds'] as [{ image: { url: string } }])[0].image.url;
    expect(url).toContain('/ephemeral-attachments/');
    expect((await fetch(url)).status).toBe(200);
    expect(Buffer.from(await message.picture()).toString()).toBe('bytes');
    await token.remove();
    expect((await fetch(url)).status).toBe(404);
  });

  it('the first followup of an answer that is put off takes its place', async () => {
    const { token, message } = await deferred(EPHEMERAL);
    const { body } = await token.followUp({ content: 'here' });
    expect(body).toMatchObject({ id: message.id, flags: 64, content: 'here' });
  });
});
