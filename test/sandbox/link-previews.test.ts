import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot } from './raw-bot.js';

describe('previews of links in the sandbox', () => {
  let sandbox: Sandbox;
  let bot: RawBot;

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
    bot = await RawBot.identified(sandbox);
  });
  afterEach(async () => {
    bot.socket.terminate();
    await sandbox.stop();
  });

  it('the preview of a link is told of by an event that is no edit', async () => {
    const url = 'https://foreign.example/cat.png';
    const said = await sandbox.user('ann').mention(url);
    expect((await bot.event('MESSAGE_CREATE')).d).toMatchObject({ id: said.id, embeds: [] });
    const thumbnail = { url, proxy_url: `${sandbox.apiUrl}/cat.png` };
    sandbox.writer.addPreviews(said.message, [{ url, thumbnail }]);
    expect((await bot.event('MESSAGE_UPDATE')).d).toMatchObject({
      id: said.id,
      edited_timestamp: null,
      embeds: [{ url, thumbnail }],
    });
  });
});
