import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { button, errorsAt, input, many, option, row, select, text } from './bodies.js';
import { RawBot, request } from './raw-bot.js';

const labelled = (component: object, more: object = {}) => ({
  type: 18,
  label: 'Ratio',
  component,
  ...more,
});

const upload = (more: object = {}) => ({ type: 19, custom_id: 'files', ...more });
const display = (content: string) => ({ type: 10, content });

/** What is refused in a modal. */
const MODALS: readonly [what: string, modal: object, path: string, code: string][] = [
  ['a title over 45', { title: text(46) }, 'title', 'BASE_TYPE_BAD_LENGTH'],
  ['no title', { title: undefined }, 'title', 'BASE_TYPE_REQUIRED'],
  ['a custom id over 100', { custom_id: text(101) }, 'custom_id', 'BASE_TYPE_BAD_LENGTH'],
  ['no inputs', { components: [] }, 'components', 'BASE_TYPE_BAD_LENGTH'],
  [
    'six inputs',
    { components: many(6, (index) => row(input({ custom_id: `${index}` }))) },
    'components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a label over 45',
    { components: [row(input({ label: text(46) }))] },
    'components.0.components.0.label',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a value over 4000',
    { components: [row(input({ value: text(4001) }))] },
    'components.0.components.0.value',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a value over its own maximum',
    { components: [row(input({ value: 'abc', max_length: 2 }))] },
    'components.0.components.0.value',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a maximum over 4000',
    { components: [row(input({ max_length: 4001 }))] },
    'components.0.components.0.max_length',
    'NUMBER_TYPE_MAX',
  ],
  [
    'a placeholder over 100',
    { components: [row(input({ placeholder: text(101) }))] },
    'components.0.components.0.placeholder',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'two inputs of one name',
    { components: [row(input()), row(input())] },
    'components.1.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a select in a row',
    { components: [row(select([option('a')]))] },
    'components.0.components.0.type',
    'BASE_TYPE_CHOICES',
  ],
  [
    'a button under a label',
    { components: [labelled(button('a'))] },
    'components.0.component.type',
    'UNION_TYPE_CHOICES',
  ],
  [
    'a select without options',
    { components: [labelled(select([]))] },
    'components.0.component.options',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a select of 26 options',
    { components: [labelled(select(many(26, (index) => option(`${index}`))))] },
    'components.0.component.options',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a select that is disabled',
    { components: [labelled(select([option('a')], { disabled: true }))] },
    'components.0.component.disabled',
    'COMPONENT_DISABLED_NOT_ALLOWED',
  ],
  [
    'a select of one value with two defaults',
    {
      components: [
        labelled(select([option('a', { default: true }), option('b', { default: true })])),
      ],
    },
    'components.0.component.options',
    'SELECT_COMPONENT_MAX_VALUES',
  ],
  [
    'a label over 45 over a select',
    { components: [labelled(select([option('a')]), { label: text(46) })] },
    'components.0.label',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'two selects of one name',
    { components: [labelled(select([option('a')])), labelled(select([option('b')]))] },
    'components.1.component.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a field for files in a row',
    { components: [row(upload())] },
    'components.0.components.0.type',
    'BASE_TYPE_CHOICES',
  ],
  [
    'a field for eleven files',
    { components: [labelled(upload({ max_values: 11 }))] },
    'components.0.component.max_values',
    'NUMBER_TYPE_MAX',
  ],
  [
    'a field for files that takes two, and wants three',
    { components: [labelled(upload({ min_values: 3, max_values: 2 }))] },
    'components.0.component.max_values',
    'BASE_TYPE_BAD_LENGTH',
  ],
  ['an empty text', { components: [display('')] }, 'components.0.content', 'BASE_TYPE_BAD_LENGTH'],
  [
    'a text over 4000',
    { components: [display(text(4001))] },
    'components.0.content',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a text under a label',
    { components: [labelled(display('a'))] },
    'components.0.component.type',
    'UNION_TYPE_CHOICES',
  ],
  [
    'five inputs and a text',
    {
      components: [...many(5, (index) => row(input({ custom_id: `${index}` }))), display('a')],
    },
    'components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a button in it',
    { components: [row(button('a'))] },
    'components.0.components.0.type',
    'BASE_TYPE_CHOICES',
  ],
];

describe('the refusals of interactions', () => {
  let sandbox: Sandbox;
  let bot: RawBot;
  let channelPath: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
    channelPath = `/channels/${sandbox.world.channel('general').id}`;
  });
  afterAll(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  const clicked = async (): Promise<{ id: string; token: string; click: Promise<unknown> }> => {
    const card = sandbox.postAsBot('general', { content: 'card' });
    const click = sandbox.user('ann').clickRaw(card, { customId: 'next' });
    click.catch(() => 'observed by the test where it matters');
    const { d } = await bot.next(
      ({ t, d: data }) =>
        t === 'INTERACTION_CREATE' &&
        (data['message'] as { id: string } | undefined)?.id === card.id,
    );
    return { id: String(d['id']), token: String(d['token']), click };
  };
  const callback = async ({ id, token }: { id: string; token: string }, json: object) =>
    request(sandbox, 'POST', `/interactions/${id}/${token}/callback`, { json, token: null });

  it.each(MODALS)('the sandbox refuses a modal with %s', async (_, change, path, code) => {
    const modal = { custom_id: 'modal', title: 'Title', components: [row(input())], ...change };
    const answer = await callback(await clicked(), { type: 9, data: modal });
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
    expect(errorsAt(answer.body, `data.${path}`)).toMatchObject({ _errors: [{ code }] });
  });

  it('the sandbox refuses a first answer later than three seconds, with 10062, and shows that the interaction failed', async () => {
    const interaction = await clicked();
    sandbox.clock.advance(3001);
    await expect(interaction.click).rejects.toThrow('This interaction failed');
    expect(await callback(interaction, { type: 6 })).toMatchObject({ body: { code: 10_062 } });
  });

  it('the sandbox refuses a second first answer, with 40060', async () => {
    const interaction = await clicked();
    expect((await callback(interaction, { type: 6 })).status).toBe(204);
    const modal = { custom_id: 'modal', title: 'Title', components: [row(input())] };
    for (const second of [
      { type: 6 },
      { type: 4, data: { content: 'x' } },
      { type: 9, data: modal },
    ]) {
      expect(await callback(interaction, second)).toMatchObject({ body: { code: 40_060 } });
    }
  });

  it('the sandbox refuses a followup before the first answer, with 10015', async () => {
    const { token } = await clicked();
    const path = `/webhooks/${sandbox.bot.id}/${token}`;
    const answer = await request(sandbox, 'POST', path, { json: { content: 'x' }, token: null });
    expect(answer).toMatchObject({ status: 404, body: { code: 10_015 } });
  });

  it('the sandbox refuses a token older than fifteen minutes, with 50027, while the channel route still works', async () => {
    const card = sandbox.postAsBot('general', { content: 'card' });
    const interaction = await clicked();
    await callback(interaction, { type: 6 });
    const path = `/webhooks/${sandbox.bot.id}/${interaction.token}/messages/%40original`;
    const edit = { json: { content: 'edited' }, token: null };
    expect((await request(sandbox, 'PATCH', path, edit)).status).toBe(200);
    sandbox.clock.advance(15 * 60 * 1000 + 1);
    expect(await request(sandbox, 'PATCH', path, edit)).toMatchObject({ body: { code: 50_027 } });
    const asBot = await request(sandbox, 'PATCH', `${channelPath}/messages/${card.id}`, {
      json: { content: 'edited' },
    });
    expect(asBot.status).toBe(200);
  });
});
