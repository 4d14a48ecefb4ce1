import { expect, it } from '@jest/globals';

import { httpError } from '../support/gemini-answers.js';
import { endAfterTest } from '../support/endings.js';
import { GeminiServer } from '../support/gemini-server.js';
import { channelId, openPage, startPlayground } from './playing.js';
import { click, says, placed } from './using-cards.js';

const KEY = 'AIza-a-very-secret-key-0123456789';

async function startGemini(): Promise<GeminiServer> {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  return gemini;
}

it('the choice of the model switches between Offline sketch and Gemini, and never tells the key', async () => {
  const gemini = await startGemini();
  const playground = await startPlayground({ url: gemini.url });
  const page = await openPage(playground);
  const card = await page.mention(channelId(page, 'general'), 'a cat');
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  await says(page, card, 'offline-sketch');
  expect(gemini.requests).toEqual([]);

  const from = page.changes.length;
  const chosen = await page.press({ kind: 'chooseModel', model: 'gemini', apiKey: ` ${KEY}\n` });
  expect(chosen.status).toBe(204);
  expect(await page.change('model')).toEqual({
    kind: 'model',
    model: { model: 'gemini', hasKey: true, name: 'gemini-nano-banana-2.1' },
  });
  await page.change('bot', ({ bot }) => bot.status === 'starting', from);
  await page.botReady();
  await click(page, card, 'Process Prompt');
  await placed(page, card, '2 of 2');
  expect(gemini.requests.map(({ apiKey }) => apiKey)).toEqual([KEY]);

  gemini.script(httpError(400, 'INVALID_ARGUMENT', `API key ${KEY} not valid.`));
  await click(page, card, 'Process Prompt');
  await says(page, card, 'No picture this time');
  expect((await openPage(playground)).text + page.text).not.toContain(KEY);
  const bad = await page.press({ kind: 'chooseModel', model: KEY, apiKey: KEY });
  expect(bad.status).toBe(400);
  expect(await bad.text()).not.toContain(KEY);

  await page.press({ kind: 'chooseModel', model: 'offline' });
  await page.change('model', ({ model }) => model.model === 'offline' && model.hasKey);
});

it('the choice of the model wants a key for Gemini, and one that can be one', async () => {
  const page = await openPage(await startPlayground());
  for (const [apiKey, code] of [
    [undefined, 'key_missing'],
    ['', 'key_malformed'],
    ['with a space', 'key_malformed'],
    ['x'.repeat(201), 'key_malformed'],
  ] as const) {
    const response = await page.press({ kind: 'chooseModel', model: 'gemini', apiKey });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code } });
  }
});

it('the choice of the model begins with Gemini when there is a key, under the name that is set', async () => {
  const gemini = await startGemini();
  const name = 'gemini-3-pro-image';
  const page = await openPage(await startPlayground({ url: gemini.url, apiKey: KEY, name }));
  expect(page.snapshot.model).toEqual({ model: 'gemini', hasKey: true, name });
  const card = await page.mention(channelId(page, 'general'), 'a cat');
  await click(page, card, 'Process Prompt');
  await placed(page, card, '1 of 1');
  expect(gemini.requests).toMatchObject([{ model: name, apiKey: KEY }]);
  expect(page.text).not.toContain(KEY);
});
