import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../src/sandbox/client/answer.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { input, row } from './bodies.js';
import { RawBot, request } from './raw-bot.js';
import type { RawAnswer } from './raw-bot.js';

const MODAL = { type: 9, data: { custom_id: 'modal', title: 'Title', components: [row(input())] } };

describe('an answer of a kind the interaction does not take', () => {
  let sandbox: Sandbox;
  let bot: RawBot;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    await request(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, {
      json: [{ name: 'status', description: 'How it is' }],
    });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  /** Answers the first interaction of that type. */
  const answer = async (interactionType: number, json: object): Promise<RawAnswer> => {
    const { d } = await bot.next(
      ({ t, d: data }) => t === 'INTERACTION_CREATE' && data['type'] === interactionType,
    );
    const path = `/interactions/${String(d['id'])}/${String(d['token'])}/callback`;
    return request(sandbox, 'POST', path, { json, token: null });
  };
  const refused = {
    status: 400,
    body: { code: 50_035, errors: { type: { _errors: [{ code: 'BASE_TYPE_CHOICES' }] } } },
  };
  const openedFrom = async (opening: Promise<Answer>, interactionType: number) => {
    expect((await answer(interactionType, MODAL)).status).toBe(204);
    const { modal } = await opening;
    return modal!.submit({ prompt: 'a cat' });
  };

  it.each([6, 7])('an answer to a command is refused: type %i', async (type) => {
    const command = sandbox.user('ann').command('status');
    expect(await answer(2, { type, data: { content: 'x' } })).toMatchObject(refused);
    expect((await answer(2, { type: 4, data: { content: 'fine' } })).status).toBe(204);
    expect((await command).message?.content).toBe('fine');
  });

  it('an answer to a modal’s submit is refused: another modal', async () => {
    const card = sandbox.postAsBot('general', { content: 'card' });
    const submitted = openedFrom(sandbox.user('ann').clickRaw(card, { customId: 'x' }), 3);
    expect(await answer(5, MODAL)).toMatchObject(refused);
    expect((await answer(5, { type: 7, data: { content: 'new' } })).status).toBe(204);
    await submitted;
    expect(card.content).toBe('new');
  });

  it('an answer to a modal that came from no message is refused: an update', async () => {
    const submitted = openedFrom(sandbox.user('ann').command('status'), 2);
    expect(await answer(5, { type: 7, data: { content: 'new' } })).toMatchObject(refused);
    expect((await answer(5, { type: 4, data: { content: 'fine' } })).status).toBe(204);
    expect((await submitted).kind).toBe('message');
  });

  it('an answer is refused whatever the interaction: a completion of a command that was sent off, an unknown type', async () => {
    const command = sandbox.user('ann').command('status');
    expect(await answer(2, { type: 8, data: { choices: [] } })).toMatchObject(refused);
    expect(await answer(2, { type: 99 })).toMatchObject(refused);
    expect((await answer(2, { type: 5 })).status).toBe(204);
    expect((await command).kind).toBe('deferredMessage');
  });

  it('the response tells, when it is asked for, what became of an answer that is taken', async () => {
    const command = sandbox.user('ann').command('status');
    const { d } = await bot.event('INTERACTION_CREATE');
    const path = `/interactions/${String(d['id'])}/${String(d['token'])}/callback?with_response=true`;
    const json = { type: 4, data: { content: 'hello', flags: 64 } };
    const { body } = await request(sandbox, 'POST', path, { json, token: null });
    const { message } = await command;
    expect(body).toMatchObject({
      interaction: {
        id: d['id'],
        response_message_id: message!.id,
        response_message_ephemeral: true,
      },
      resource: { type: 4, message: { content: 'hello', flags: 64 } },
    });
  });
});
