import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { multipart, request } from './raw-bot.js';

describe('the files of a message', () => {
  let sandbox: Sandbox;
  let card: SeenMessage;

  beforeEach(async () => {
    sandbox = await Sandbox.start();
    card = sandbox.postAsBot('general', {
      embeds: [{ image: { url: 'attachment://a.png' } }],
      files: [
        { name: 'a.png', bytes: new Uint8Array([1]) },
        { name: 'b.txt', bytes: new Uint8Array([2]) },
      ],
    });
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  const names = (): string[] => card.files.map(({ name }) => name);
  const path = (): string => `/channels/${card.channelId}/messages/${card.id}`;
  const edit = async (json: object, files: readonly string[] = []) =>
    files.length === 0
      ? request(sandbox, 'PATCH', path(), { json })
      : request(sandbox, 'PATCH', path(), { form: multipart(json, files) });
  const idOf = (name: string): string =>
    card.message.attachments.find(({ filename }) => filename === name)!.id;

  it('the files of a message stay when an edit does not list them', async () => {
    await edit({ content: 'edited' });
    expect(names()).toEqual(['a.png', 'b.txt']);
    expect(card.pictureName).toBe('a.png');
  });

  it('the files of a message are those that an edit lists: kept ones and new ones', async () => {
    const attachments = [{ id: idOf('b.txt') }, { id: '0', filename: 'new.png' }];
    const embeds = [{ image: { url: 'attachment://new.png' } }];
    await edit({ attachments, embeds }, ['new bytes']);
    expect(names()).toEqual(['b.txt', 'new.png']);
    expect(Buffer.from(await card.picture()).toString()).toBe('new bytes');
  });

  it('the files of an edit are added to the old ones when it brings files and lists none', async () => {
    await edit({}, ['x']);
    expect(names()).toEqual(['a.png', 'b.txt', 'file-0.png']);
  });

  it('the files of a message are all removed by an empty list, and the embed shows no picture then', async () => {
    const answer = await edit({ content: 'bare', attachments: [] });
    expect(names()).toEqual([]);
    expect(card.pictureName).toBeUndefined();
    await expect(card.picture()).rejects.toThrow('shows no picture');
    expect(answer.body['embeds']).toEqual([{ type: 'rich' }]);
  });

  it('an embed shows nothing where it names a file that is not there', async () => {
    const answer = await edit({ embeds: [{ title: 't', image: { url: 'attachment://no.png' } }] });
    expect(answer.body['embeds']).toEqual([{ type: 'rich', title: 't' }]);
  });

  it('the files of a message are left out of the list a bot gets when an embed shows them', async () => {
    const { body } = await request(sandbox, 'GET', path());
    expect(body['attachments']).toMatchObject([{ filename: 'b.txt' }]);
    const [embed] = body['embeds'] as { image: { url: string } }[];
    expect((await fetch(embed!.image.url)).status).toBe(200);
  });

  it('an edit cannot name the files of another message', async () => {
    const other = sandbox.postAsBot('general', {
      files: [{ name: 'c.png', bytes: new Uint8Array([3]) }],
    });
    const answer = await edit({ attachments: [{ id: other.message.attachments[0]!.id }] });
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
    expect(names()).toEqual(['a.png', 'b.txt']);
  });

  it('an edit may name files by ids that come as numbers', async () => {
    const text = `{"attachments":[{"id":${idOf('b.txt')}}]}`;
    expect((await request(sandbox, 'PATCH', path(), { text })).status).toBe(200);
    expect(names()).toEqual(['b.txt']);
  });
});
