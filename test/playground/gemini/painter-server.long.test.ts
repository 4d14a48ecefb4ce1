import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { GeminiModel } from '../../../src/generation/models/gemini/gemini-model.js';
import { OfflineModel } from '../../../src/generation/models/offline/offline-model.js';
import { PainterServer } from '../../../src/playground/gemini/painter-server.js';
import { sharedImaging } from '../../support/imaging.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';
import { styledPrompt, STYLES } from '../../../src/interactions/styles.js';
import { endAfterTest } from '../../support/endings.js';
import * as pictures from '../../support/pictures.js';

const imaging = sharedImaging();
const offline = new OfflineModel(imaging);
const idle = new AbortController().signal;
const JSON_TYPE = { 'content-type': 'application/json' };

let painter: PainterServer;

beforeAll(async () => {
  painter = await PainterServer.start(imaging, 0);
});

afterAll(() => painter.stop());

async function post(body: unknown, headers: Record<string, string> = JSON_TYPE, route = '') {
  const url = `${painter.url}${route || '/v1beta/models/any-model:generateContent'}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', headers, body: text });
  const { error } = (await response.json()) as { error?: { code: number; message: string } };
  return { status: response.status, error };
}

const asking = (...parts: object[]) => ({ contents: [{ role: 'user', parts }] });

it('the painter gives a Gemini client the picture that the offline model draws, style included, and another one the next time', async () => {
  const options = {
    apiKey: 'a-key-of-nobody',
    model: 'any-model',
    baseUrl: painter.url,
    timeoutMs: 30_000,
    conversation: true,
  };
  const gemini = new GeminiModel(options, imaging);
  const photo = await pictures.picture(pictures.photo(640, 480), 'image/jpeg');
  const style = STYLES.find(({ key }) => key === 'watercolor')!;
  for (const [inputs, styleKey] of [
    [[], null],
    [[photo], null],
    [[photo], style.key],
    [[], style.key],
  ] as const) {
    const given = { prompt: 'a quiet lake', hasPictures: inputs.length > 0 };
    const prompt = styleKey === null ? given.prompt : styledPrompt(style, given);
    const request = {
      prompt,
      pictures: inputs,
      styleKey,
      settings: AUTOMATIC_SETTINGS,
      personId: 'ann',
    };
    const drawn = (await offline.generate(request, idle)).picture;
    const got = (await gemini.generate({ ...request, styleKey: null }, idle)).picture;
    expect(got.bytes.equals(drawn.bytes)).toBe(true);
    const another = (await gemini.generate({ ...request, styleKey: null }, idle)).picture;
    expect(another.bytes.equals(drawn.bytes)).toBe(false);
  }
});

it.each([
  ['no JSON', '{', 400],
  ['no contents', {}, 400],
  ['no text', asking({ inlineData: { mimeType: 'image/png', data: 'AAAA' } }), 400],
  ['a picture that is none', asking({ text: 'x' }, { inlineData: { data: 'AAAA' } }), 400],
  ['too long a text', asking({ text: 'x'.repeat(32_001) }), 400],
  ['too many pictures', asking(...Array.from({ length: 16 }, () => ({ text: 'x' }))), 400],
  ['too large a body', `"${'x'.repeat(64 * 1024 * 1024)}"`, 413],
])('the painter refuses %s in Google’s words', async (_, body, status) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status, error: { code: status, message: expect.any(String) } });
});

it('the painter knows one route, and takes JSON alone', async () => {
  const body = asking({ text: 'x' });
  expect((await post(body, JSON_TYPE, '/v1beta/models/x:countTokens')).status).toBe(404);
  expect((await post(body, { 'content-type': 'text/plain' })).status).toBe(400);
});

it('the painter is a program that ends when whoever started it is gone', async () => {
  const program = spawn(process.execPath, [path.resolve('dist/src/playground/gemini/serve.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  endAfterTest(async () => program.kill('SIGKILL'));
  const closed = once(program, 'close');
  const [line] = await once(createInterface({ input: program.stdout }), 'line');
  expect(line).toMatch(/^PAINTER_URL=http:\/\/127\.0\.0\.1:\d+$/);
  program.stdin.end();
  expect(await closed).toEqual([0, null]);
});
