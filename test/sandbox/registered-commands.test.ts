import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { errorsAt, many, text } from './bodies.js';
import { request } from './raw-bot.js';

const slash = (more: object = {}) => ({ name: 'imagine', description: 'Paints', ...more });
const option = (type: number, more: object = {}) => ({
  type,
  name: 'prompt',
  description: 'What',
  ...more,
});
const withOptions = (...options: object[]) => ({ ...slash(), options });
const german = (value: string) => ({ de: value });
const two = (first: object, second: object) =>
  withOptions(option(3, { name: 'a', ...first }), option(3, { name: 'b', ...second }));

/** A command with 80 choices of that length. */
const big = (length: number) =>
  withOptions(
    ...many(4, (n) =>
      option(3, {
        name: `o${n}`,
        choices: many(20, (index) => ({ name: `${n}-${index}`, value: text(length) })),
      }),
    ),
  );

describe('the registration of commands', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  const register = async (json: unknown, method = 'POST') =>
    request(sandbox, method, `/applications/${sandbox.bot.id}/commands`, { json });

  it('a command for a kind of installation that the application does not offer is refused', async () => {
    sandbox.world.applications.get(sandbox.bot.id)!.installations = [0];
    const command = slash({ integration_types: [0, 1] });
    expect((await register(command)).status).toBe(400);
    expect((await register([command], 'PUT')).status).toBe(400);
    expect((await register(slash({ integration_types: [0] }))).status).toBe(201);
  });

  it.each([
    [
      'a slash command in every language',
      slash({ name_localizations: { de: 'vorstellen', ja: '描く' } }),
    ],
    [
      'a menu command with capitals in every language',
      { name: 'Edit this', type: 3, name_localizations: german('Dieses Bild ändern') },
    ],
    [
      'a command for all places and kinds of installation',
      slash({ integration_types: [0, 1], contexts: [0, 1, 2] }),
    ],
    [
      'options of all kinds',
      withOptions(...many(9, (n) => option(n + 3, { name: `option-${n}` }))),
    ],
    [
      'subcommands and groups',
      withOptions(
        option(1, { name: 'set', options: [option(3)] }),
        option(2, { name: 'group', options: [option(1, { options: [option(5)] })] }),
      ),
    ],
    [
      'translated choices and completion',
      two(
        { choices: [{ name: 'one', value: '1', name_localizations: german('eins') }] },
        { autocomplete: true },
      ),
    ],
  ])('the registration takes %s', async (_, body) => {
    expect((await register(body)).status).toBe(201);
  });

  it.each([
    [
      'a language that does not exist',
      slash({ name_localizations: { xx: 'imagine' } }),
      'name_localizations.xx',
    ],
    [
      'a translated name with a capital',
      slash({ name_localizations: german('Malen') }),
      'name_localizations.de',
    ],
    [
      'two options that are one name in a language',
      two({ name_localizations: german('bild') }, { name_localizations: german('bild') }),
      'options.1.name_localizations.de',
    ],
    [
      'an option whose translation is the name of another one that has none',
      two({}, { name_localizations: german('a') }),
      'options.1.name_localizations.de',
    ],
    [
      'a translated name that is too long',
      { name: 'Edit', type: 3, name_localizations: german(text(33)) },
      'name_localizations.de',
    ],
    [
      'a translated description that is too long',
      slash({ description_localizations: german(text(101)) }),
      'description_localizations.de',
    ],
    [
      'a translated name of an option with a space',
      withOptions(option(3, { name_localizations: german('zwei worte') })),
      'options.0.name_localizations.de',
    ],
    ['no kind of installation', slash({ integration_types: [] }), 'integration_types'],
    [
      'a kind of installation that does not exist',
      slash({ integration_types: [2] }),
      'integration_types.0',
    ],
    ['a place twice', slash({ contexts: [0, 0] }), 'contexts'],
    ['a place that does not exist', slash({ contexts: [3] }), 'contexts.0'],
    ['a menu command with options', { name: 'Edit', type: 3, options: [option(3)] }, 'options'],
    ['two options of one name', withOptions(option(3), option(4)), 'options.1.name'],
    ['a required option after another', two({}, { required: true }), 'options.1'],
    [
      'a subcommand beside an option',
      withOptions(option(1, { name: 'set' }), option(3)),
      'options.1.type',
    ],
    [
      'a group in a subcommand',
      withOptions(option(1, { name: 'set', options: [option(2)] })),
      'options.0.options.0.type',
    ],
    [
      'an option in a group',
      withOptions(option(2, { name: 'set', options: [option(3)] })),
      'options.0.options.0.type',
    ],
    [
      'completion beside choices',
      withOptions(option(3, { autocomplete: true, choices: [{ name: 'one', value: '1' }] })),
      'options.0.autocomplete',
    ],
    [
      'completion of a file',
      withOptions(option(11, { autocomplete: true })),
      'options.0.autocomplete',
    ],
    [
      'choices of a member',
      withOptions(option(6, { choices: [{ name: 'one', value: '1' }] })),
      'options.0.choices',
    ],
    [
      'a choice of the wrong type',
      withOptions(option(4, { choices: [{ name: 'one', value: '1' }] })),
      'options.0.choices.0.value',
    ],
    ['the length of a number', withOptions(option(4, { max_length: 3 })), 'options.0.max_length'],
    ['the bounds of a text', withOptions(option(3, { min_value: 3 })), 'options.0.min_value'],
    ['26 options', withOptions(...many(26, (n) => option(3, { name: `option-${n}` }))), 'options'],
  ])('the registration refuses %s', async (_, body, path) => {
    const answer = await register(body);
    expect([answer.status, answer.body['code']]).toEqual([400, 50_035]);
    expect(errorsAt(answer.body, path)).toHaveProperty('_errors');
  });

  it('the registration refuses a command of over 8,000 characters, of which the longest translation counts', async () => {
    expect((await register(big(90))).status).toBe(201);
    expect((await register(big(100))).body).toMatchObject({ code: 50_035 });
    const { options } = big(90);
    const translated = many(6, () => text(100)).map((value, n) =>
      option(3, { name: `t${n}`, description_localizations: german(value) }),
    );
    const answer = await register(slash({ options: [...options, ...translated] }));
    expect(answer.body).toMatchObject({ code: 50_035 });
  });

  it.each([
    [3, 15],
    [2, 15],
    [1, 100],
  ])('the registration of commands of type %i ends at %i', async (type, most) => {
    const commands = many(most + 1, (n) => ({
      name: `command-${n}`,
      type,
      ...(type === 1 && { description: 'x' }),
    }));
    expect(await register(commands, 'PUT')).toMatchObject({ status: 400, body: { code: 30_032 } });
    expect((await register(commands.slice(1), 'PUT')).status).toBe(200);
    expect(await register(commands[0])).toMatchObject({ status: 400, body: { code: 30_032 } });
    expect((await register(commands[1])).status).toBe(200);
  });

  it('the list of commands has the translations of all parts, or of none', async () => {
    const choices = [{ name: 'one', value: '1', name_localizations: german('eins') }];
    const translated = option(3, { description_localizations: german('Was'), choices });
    await register({ ...withOptions(translated), name_localizations: german('vorstellen') });
    const path = `/applications/${sandbox.bot.id}/commands`;
    const bare = JSON.stringify((await request(sandbox, 'GET', path)).body);
    expect(bare).not.toContain('localizations');
    const whole = await request(sandbox, 'GET', `${path}?with_localizations=true`);
    const told = JSON.stringify(whole.body);
    for (const word of ['vorstellen', 'Was', 'eins']) expect(told).toContain(word);
  });

  it('a change of a command leaves what it does not name', async () => {
    const { body } = await register(slash());
    const path = `/applications/${sandbox.bot.id}/commands/${String(body['id'])}`;
    const changed = await request(sandbox, 'PATCH', path, { json: { nsfw: true } });
    expect(changed.body).toMatchObject({ name: 'imagine', description: 'Paints', nsfw: true });
  });

  it('the registration refuses two commands that have one name in a language', async () => {
    const commands = ['one', 'two'].map((name) =>
      slash({ name, name_localizations: german('eins') }),
    );
    expect((await register(commands, 'PUT')).body).toMatchObject({ code: 50_035 });
  });
});
