import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { expect, it } from '@jest/globals';

import { temporaryDirectory } from '../support/e2e-world.js';
import { startNodeProgram } from '../support/node-program.js';
import { endAfterTest } from '../support/endings.js';
import { GeminiServer } from '../support/gemini-server.js';

/** Runs the demo, and gives what it printed and the pictures it kept. */
async function runDemo(env: Record<string, string>): Promise<{ text: string; pictures: string[] }> {
  const outDir = await temporaryDirectory();
  const { PATH = '', HOME = '' } = process.env;
  const walk = startNodeProgram(['dist/src/playground/main.js', '--walk', outDir], {
    env: { PATH, HOME, ...env },
  });
  const [printed] = await Promise.all([text(walk.stdout!), once(walk, 'close')]);
  const [run = ''] = await readdir(outDir);
  return { text: printed, pictures: await readdir(path.join(outDir, run, 'pictures')) };
}

it('the demo walks through the bot, kills it in between, and keeps every picture', async () => {
  const { text: told, pictures } = await runDemo({});
  expect(told).toContain('Offline sketch (no GOOGLE_API_KEY is set)');
  const killed = told.indexOf('The bot is killed (SIGKILL) and started again');
  expect(told.indexOf('Ann presses ⬅️ on her old card')).toBeGreaterThan(killed);
  expect(told.indexOf('Ben presses Process Prompt on his old card')).toBeGreaterThan(killed);
  expect(told).toContain('6 of 6');
  expect(told).toContain('it ended with exit code 0');
  expect(told.trim().split('\n').at(-1)).toMatch(/^All pictures are in .*pictures$/);
  expect(pictures.length).toBeGreaterThanOrEqual(14);
});

it('the demo uses Gemini when there is a key', async () => {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  const { text: told } = await runDemo({
    GOOGLE_API_KEY: 'a-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
  });
  expect(told).toContain('the bot uses Gemini');
  expect(told).toMatch(/└ gemini-nano-banana-2\.1 · .* · Persistent Session ID: /);
  expect(gemini.requests.length).toBeGreaterThanOrEqual(6);
});
