import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { button, option, row, select } from './bodies.js';
import { RawBot, request } from './raw-bot.js';

const DISCORD_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;

describe('an object as the sandbox tells it', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let channelPath: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    channelPath = `/channels/${sandbox.world.channel('general').id}/messages`;
  });
  afterAll(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  it('a component without an id gets the next free one, a row before its content', async () => {
    const components = [
      row(button('a'), button('b', { id: 2 })),
      row(select([option('x')], { id: 0 })),
    ];
    const { body } = await request(sandbox, 'POST', channelPath, {
      json: { content: 'card', components },
    });
    expect(body['components']).toMatchObject([
      { id: 1, components: [{ id: 3 }, { id: 2 }] },
      { id: 4, components: [{ id: 5, min_values: 1, max_values: 1 }] },
    ]);
  });

  it('a click and a submitted modal carry the ids of their components', async () => {
    const card = sandbox.postAsBot('general', {
      content: 'card',
      components: [row(button('ask'))] as never,
    });
    const clicked = sandbox.user('ann').clickRaw(card, { customId: 'ask' });
    const click = await bot.event('INTERACTION_CREATE');
    expect(click.d).toMatchObject({ data: { custom_id: 'ask', id: 2 } });
    const input = { type: 4, custom_id: 'prompt', style: 1 };
    const labelled = { type: 18, label: 'Prompt', component: input };
    const modal = { custom_id: 'modal', title: 'Prompt', components: [labelled] };
    const { id, token } = click.d as { id: string; token: string };
    await request(sandbox, 'POST', `/interactions/${id}/${token}/callback`, {
      json: { type: 9, data: modal },
    });
    const submitted = (await clicked).modal!.submit('a fox');
    const { d } = await bot.next(({ d: data }) => data?.['type'] === 5);
    expect(d).toMatchObject({
      data: { components: [{ id: 1, component: { id: 2, value: 'a fox' } }] },
    });
    const { body } = await request(
      sandbox,
      'POST',
      `/interactions/${String(d['id'])}/${String(d['token'])}/callback?with_response=true`,
      { json: { type: 4, data: { content: 'done' } } },
    );
    await submitted;
    expect(body).toMatchObject({
      resource: {
        message: { interaction_metadata: { triggering_interaction_metadata: { id, type: 3 } } },
      },
    });
  });

  it('a reply names the type of its reference over REST, and may leave it out in an event', async () => {
    const ann = await sandbox.user('ann').say('hello');
    const { body } = await request(sandbox, 'POST', channelPath, {
      json: { content: 'hello too', message_reference: { message_id: ann.id } },
    });
    expect(body['message_reference']).toMatchObject({ type: 0, message_id: ann.id });
    const event = await bot.next(({ d }) => d?.['id'] === body['id']);
    expect(event.d['message_reference']).not.toHaveProperty('type');
  });

  it('a time has microseconds and an offset, in embeds too', async () => {
    const embed = { title: 'now', timestamp: '2026-11-29T07:00:00Z' };
    const { body } = await request(sandbox, 'POST', channelPath, { json: { embeds: [embed] } });
    expect(body).toMatchObject({
      timestamp: expect.stringMatching(DISCORD_TIME),
      embeds: [{ timestamp: '2026-11-29T07:00:00.000000+00:00' }],
    });
  });

  it('a field says whether it is inline, also where nobody said so', async () => {
    const { id } = sandbox.writer.create({
      channel: sandbox.world.channel('general'),
      authorId: sandbox.bot.id,
      content: '',
      embeds: [{ title: 'a card', fields: [{ name: 'Prompt', value: 'a cat' }] }],
    });
    const { body } = await request(sandbox, 'GET', `${channelPath}/${id}`);
    expect(body).toMatchObject({
      embeds: [{ fields: [{ name: 'Prompt', value: 'a cat', inline: false }] }],
    });
  });

  it('a bot is marked as one, and reads of itself what nobody else does', async () => {
    const me = await request(sandbox, 'GET', '/users/@me');
    expect(me.body).toMatchObject({ bot: true, locale: 'en-US', mfa_enabled: false });
    const ann = await request(sandbox, 'GET', `/users/${sandbox.user('ann').id}`);
    expect(ann.body).toMatchObject({ flags: 0, public_flags: 0, primary_guild: null });
    expect(ann.body).not.toHaveProperty('bot');
    expect(ann.body).not.toHaveProperty('locale');
  });
});
