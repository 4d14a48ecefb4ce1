import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { button, many, row } from './bodies.js';
import { multipart, request } from './raw-bot.js';
import type { RequestOptions } from './raw-bot.js';

describe('the refusals of requests', () => {
  let sandbox: Sandbox;
  let channelPath: string;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    channelPath = `/channels/${sandbox.world.channel('general').id}`;
  });
  afterAll(async () => {
    await sandbox.stop();
  });

  const REQUESTS: readonly [
    what: string,
    method: string,
    path: () => string,
    options: RequestOptions | (() => RequestOptions),
    status: number,
    code: number,
  ][] = [
    ['a wrong token', 'GET', () => '/users/@me', { token: 'wrong' }, 401, 0],
    ['no token', 'GET', () => '/gateway/bot', { token: null }, 401, 0],
    ['an unknown route', 'GET', () => '/nothing', {}, 404, 0],
    ['an unknown channel', 'GET', () => '/channels/1', {}, 404, 10_003],
    ['an unknown message', 'GET', () => `${channelPath}/messages/1`, {}, 404, 10_008],
    ['an unknown guild', 'GET', () => '/guilds/1', {}, 404, 10_004],
    ['an unknown user', 'GET', () => '/users/1', {}, 404, 10_013],
    ['an empty message', 'POST', () => `${channelPath}/messages`, { json: {} }, 400, 50_006],
    [
      'a message of blanks',
      'POST',
      () => `${channelPath}/messages`,
      { json: { content: ' \n ' } },
      400,
      50_006,
    ],
    [
      'a message of components only',
      'POST',
      () => `${channelPath}/messages`,
      { json: { components: [row(button('a'))] } },
      400,
      50_006,
    ],
    ['torn JSON', 'POST', () => `${channelPath}/messages`, { text: '{"content":' }, 400, 50_109],
    [
      'an edit of a person’s message',
      'PATCH',
      () => `${channelPath}/messages/${personsMessage()}`,
      { json: { content: 'mine' } },
      403,
      50_005,
    ],
    [
      'the deletion of a person’s message without permission',
      'DELETE',
      () => `${channelPath}/messages/${personsMessage()}`,
      {},
      403,
      50_013,
    ],
    [
      'an edit that leaves nothing',
      'PATCH',
      () => `${channelPath}/messages/${sandbox.postAsBot('general', { content: 'x' }).id}`,
      { json: { content: '' } },
      400,
      50_006,
    ],
    [
      'a reaction with a word',
      'PUT',
      () => `${channelPath}/messages/${personsMessage()}/reactions/hello/@me`,
      {},
      400,
      10_014,
    ],
    [
      'a direct message to a bot',
      'POST',
      () => '/users/@me/channels',
      () => ({ json: { recipient_id: sandbox.bot.id } }),
      403,
      50_007,
    ],
    ['commands of another application', 'GET', () => '/applications/1/commands', {}, 404, 10_002],
    [
      'an unknown interaction',
      'POST',
      () => '/interactions/1/token/callback',
      { json: { type: 6 }, token: null },
      404,
      10_062,
    ],
    [
      'an unknown interaction token',
      'POST',
      () => `/webhooks/${sandbox.bot.id}/token`,
      { json: { content: 'x' }, token: null },
      401,
      50_027,
    ],
    [
      'eleven files',
      'POST',
      () => `${channelPath}/messages`,
      {
        form: multipart(
          {},
          many(11, () => 'x'),
        ),
      },
      400,
      50_035,
    ],
    [
      'a file over 10 MiB',
      'POST',
      () => `${channelPath}/messages`,
      { form: multipart({}, [new Uint8Array(10 * 1024 * 1024 + 1)]) },
      413,
      40_005,
    ],
    [
      'a request over 25 MiB',
      'POST',
      () => `${channelPath}/messages`,
      {
        form: multipart(
          {},
          many(3, () => new Uint8Array(9 * 1024 * 1024)),
        ),
      },
      413,
      40_005,
    ],
  ];
  const personsMessage = (): string => {
    const { id: channelId } = sandbox.world.channel('general');
    const authorId = sandbox.user('ann').id;
    const message = sandbox.writer.create({
      channel: sandbox.world.channel(channelId),
      authorId,
      content: 'hello',
    });
    return message.id;
  };

  it.each(REQUESTS)(
    'the sandbox refuses %s',
    async (...[, method, path, options, status, code]) => {
      const answer = await request(
        sandbox,
        method,
        path(),
        typeof options === 'function' ? options() : options,
      );
      expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    },
  );
});
