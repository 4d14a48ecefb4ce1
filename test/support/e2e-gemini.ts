import { expect } from '@jest/globals';

import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { endAfterTest, E2eWorld } from './e2e-world.js';
import { GeminiServer } from './gemini-server.js';

const API_KEY = 'AIzaSy-nobody-may-read-this-0123456789';

/** The built bot between two loopback servers: the sandbox, and Gemini. */
export interface GeminiWorld {
  readonly world: E2eWorld;
  readonly sandbox: Sandbox;
  readonly gemini: GeminiServer;
}

/**
 * Starts all three; the bot logs everything it ever logs.
 *
 * @param through a command that the bot is started through.
 */
export async function startWithGemini(
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
): Promise<GeminiWorld> {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  const world = await E2eWorld.start({
    through,
    env: {
      IMAGE_MODEL: 'gemini',
      GOOGLE_API_KEY: API_KEY,
      GOOGLE_GEMINI_BASE_URL: gemini.url,
      LOG_LEVEL: 'trace',
      ...env,
    },
  });
  return { world, sandbox: world.sandbox, gemini };
}

/** Nothing that these processes wrote holds the model's key or Discord's token. */
export function expectNoSecrets({ sandbox }: GeminiWorld, ...bots: readonly BotProcess[]): void {
  for (const { output } of bots) {
    expect(output).toContain('"Ready"');
    expect(output).not.toContain(API_KEY);
    expect(output).not.toContain(sandbox.token);
  }
}

/** Every request carried the key, and in its header alone. */
export function expectKeyInHeadersOnly({ gemini }: GeminiWorld): void {
  for (const { apiKey, body } of gemini.requests) {
    expect(apiKey).toBe(API_KEY);
    expect(JSON.stringify(body)).not.toContain(API_KEY);
  }
}
