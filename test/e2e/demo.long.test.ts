import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from '@jest/globals';

import { temporaryDirectory } from '../support/e2e-world.js';
import { endAfterTest } from '../support/endings.js';
import { GeminiServer } from '../support/gemini-server.js';

/** Runs the demo, and gives what it printed and the pictures it kept. */
async function runDemo(env: Record<string, string>): Promise<{ text: string; pictures: string[] }> {
  const outDir = await temporaryDirectory();
  const { PATH = '', HOME = '' } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['dist/src/playground/main.js', '--walk', outDir],
    { env: { PATH, HOME, ...env } },
  );
  const [run = ''] = await readdir(outDir);
  return { text: stdout, pictures: await readdir(path.join(outDir, run, 'pictures')) };
}

it('the demo walks through the bot, kills it in between, and keeps every picture', async () => {
  const { text, pictures } = await runDemo({});
  expect(text).toContain('its offline model (no GOOGLE_API_KEY is set)');
  const killed = text.indexOf('The bot is killed (SIGKILL) and started again');
  expect(text.indexOf('Ann presses ⬅️ on her old card')).toBeGreaterThan(killed);
  expect(text.indexOf('Ben presses Process Prompt on his old card')).toBeGreaterThan(killed);
  expect(text).toContain('Output 6 of 6');
  expect(text).toContain('it ended with exit code 0');
  expect(text.trim().split('\n').at(-1)).toMatch(/^All pictures are in .*pictures$/);
  expect(pictures.length).toBeGreaterThanOrEqual(14);
});

it('the demo uses Gemini when there is a key', async () => {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  const { text } = await runDemo({
    GOOGLE_API_KEY: 'a-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
  });
  expect(text).toContain('the bot uses Gemini');
  expect(text).toContain('Model: gemini-nano-banana-2.1');
  expect(gemini.requests.length).toBeGreaterThanOrEqual(6);
});
