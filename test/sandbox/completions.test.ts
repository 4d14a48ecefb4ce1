import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SlashCommandBuilder } from 'discord.js';
import type { Answer } from '../../src/sandbox/client/answer.js';
import { InteractionFailed } from '../../src/sandbox/interactions/interaction-failed.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { errorsAt, many } from './bodies.js';
import { RawBot, request } from './raw-bot.js';
import { RawInteractions } from './raw-interactions.js';

const imagine = new SlashCommandBuilder()
  .setName('imagine')
  .setDescription('Paints')
  .addStringOption((option) => option.setName('prompt').setDescription('What').setRequired(true))
  .addStringOption((option) =>
    option.setName('style').setDescription('A style').setAutocomplete(true),
  )
  .addIntegerOption((option) =>
    option.setName('count').setDescription('How many').setAutocomplete(true),
  )
  .addAttachmentOption((option) => option.setName('picture').setDescription('A picture'));
const named = (value: unknown) => ({ name: 'a choice', value });

describe('the completion of an option', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let interactions: RawInteractions;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    interactions = new RawInteractions(sandbox, bot);
    const json = [imagine.toJSON()];
    await request(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, { json });
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const typing = async (option: string, options: object): Promise<Answer> =>
    sandbox.user('ann').complete('imagine', option, { ...options });

  const received = async (completing: Promise<Answer>) => {
    const interaction = await interactions.next(completing);
    return {
      payload: interaction.payload,
      answer: async (json: object) => interaction.answer(json),
    };
  };

  it('a completion is asked for with what was filled in so far, valid or not, and brings choices', async () => {
    const picture = { name: 'lake.png', bytes: new Uint8Array([1]) };
    const completing = typing('style', { style: 'ne', count: 99, picture });
    const { payload, answer } = await received(completing);
    expect(payload).toMatchObject({ type: 4, member: { user: { username: 'ann' } } });
    expect((payload['data'] as { options: unknown }).options).toEqual([
      { name: 'style', type: 3, value: 'ne', focused: true },
      { name: 'count', type: 4, value: 99 },
    ]);
    const choices = [{ name: 'Neon noir', value: 'neon' }];
    expect((await answer({ type: 8, data: { choices } })).status).toBe(204);
    expect((await completing).choices).toEqual(choices);
  });

  it('a completion is asked for before anything is typed, and of a number as a text', async () => {
    const { payload } = await received(typing('count', { count: 3 }));
    expect(payload).toMatchObject({ data: { options: [{ type: 4, value: '3', focused: true }] } });
    const { payload: empty } = await received(typing('style', {}));
    expect(empty).toMatchObject({ data: { options: [{ name: 'style', value: '' }] } });
  });

  it.each([
    ['over 25 choices', 'style', many(26, () => named('x')), 'data.choices'],
    ['a value over 100 characters', 'style', [named('x'.repeat(101))], 'data.choices.0.value'],
    [
      'a name over 100 characters',
      'style',
      [{ name: 'x'.repeat(101), value: 'x' }],
      'data.choices.0.name',
    ],
    ['no name', 'style', [{ name: '', value: 'x' }], 'data.choices.0.name'],
    ['a number for a text', 'style', [named(3)], 'data.choices.0.value'],
    ['a text for a whole number', 'count', [named('3')], 'data.choices.0.value'],
    ['a fraction for a whole number', 'count', [named(1.5)], 'data.choices.0.value'],
  ])('a completion with %s is refused', async (_, option, choices, path) => {
    const { answer } = await received(typing(option, {}));
    const { status, body } = await answer({ type: 8, data: { choices } });
    expect([status, body['code']]).toEqual([400, 50_035]);
    expect(errorsAt(body, path)).toHaveProperty('_errors');
  });

  it('a completion takes no message, and has no answer that could be edited', async () => {
    const interaction = await interactions.next(typing('style', {}));
    expect((await interaction.answer({ type: 4, data: { content: 'x' } })).status).toBe(400);
    expect((await interaction.answer({ type: 8, data: { choices: [] } })).status).toBe(204);
    expect(await interaction.original()).toMatchObject({ status: 404, body: { code: 10_008 } });
  });

  it('a completion fails when it does not come in three seconds', async () => {
    const completing = typing('style', {});
    const { answer } = await received(completing);
    sandbox.clock.advance(3000);
    await expect(completing).rejects.toBeInstanceOf(InteractionFailed);
    expect(await answer({ type: 8, data: { choices: [] } })).toMatchObject({
      body: { code: 10_062 },
    });
  });

  it('a person’s client asks for no completion of an option without it', async () => {
    await expect(typing('prompt', {})).rejects.toThrow('"prompt" has no completion.');
  });
});
