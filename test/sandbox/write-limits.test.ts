import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { addAnnouncementChannel } from '../../src/sandbox/world/default-world.js';
import { request } from './raw-bot.js';

const HOUR_MS = 60 * 60 * 1000;

describe('the limits of writes in the sandbox', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
  });
  afterEach(async () => {
    await sandbox.stop();
  });

  const json = { content: 'x' };
  const pathOf = (channel: string) => `/channels/${sandbox.world.channel(channel).id}/messages`;
  const post = async (channel: string) => request(sandbox, 'POST', pathOf(channel), { json });
  const posted = async (channel: string) => {
    const { body } = await post(channel);
    return `${pathOf(channel)}/${String(body['id'])}`;
  };
  const edit = async (path: string) => request(sandbox, 'PATCH', path, { json });

  it('the sandbox refuses the fourth edit of messages that are older than an hour, with a time to wait', async () => {
    const old = await posted('general');
    sandbox.clock.advance(HOUR_MS + 1);
    const fresh = await posted('general');
    for (let n = 0; n < 3; n += 1) expect((await edit(old)).status).toBe(200);
    const refused = await edit(old);
    expect(refused).toMatchObject({ status: 429, body: { code: 30_046, global: false } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await edit(fresh)).status).toBe(200);
    sandbox.clock.advance(20_000);
    expect((await edit(old)).status).toBe(200);
  });

  it('the sandbox refuses edits in an announcement channel beyond their limit, and no others', async () => {
    const { world } = sandbox;
    addAnnouncementChannel(world, world.guild('Studio'), 'news');
    sandbox.writeLimits.announcementEdits = { limit: 1, windowMs: 60_000 };
    const [news, other] = [await posted('news'), await posted('general')];
    const answers = [await edit(news), await edit(news), await edit(other), await edit(other)];
    expect(answers.map(({ body }) => body['code'])).toEqual([
      undefined,
      20_022,
      undefined,
      undefined,
    ]);
  });

  it('the sandbox refuses posts and edits of a channel beyond the limit of its writes', async () => {
    const message = await posted('general');
    sandbox.writeLimits.writes = { limit: 1, windowMs: 60_000 };
    const answers = [await edit(message), await post('general'), await post('pictures')];
    expect(answers.map(({ body }) => body['code'])).toEqual([undefined, 20_028, undefined]);
  });
});
