import { beforeEach, expect } from '@jest/globals';

import type { BotProcess } from '../../src/playground/walk/bot-process.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.js';
import { shareWorld, type Room } from './e2e-room.js';
import { E2eWorld } from './e2e-world.js';
import { endAfterFile, endAfterTest } from './endings.js';
import { GeminiServer } from './gemini-server.js';

const API_KEY = 'AIzaSy-nobody-may-read-this-0123456789';

/** The built bot between two loopback servers: the sandbox, and Gemini. */
export interface GeminiWorld {
  readonly world: E2eWorld;
  readonly sandbox: Sandbox;
  readonly gemini: GeminiServer;
}

/** What one test has to itself, and Gemini, which was asked nothing yet. */
export interface GeminiRoom extends Room, GeminiWorld {}

/** The environment of a bot that asks this Gemini, and logs everything it ever logs. */
export const geminiEnvironment = ({ url }: GeminiServer) => ({
  IMAGE_MODEL: 'gemini',
  GOOGLE_API_KEY: API_KEY,
  GOOGLE_GEMINI_BASE_URL: url,
  LOG_LEVEL: 'trace',
});

/**
 * Starts all three for one test.
 *
 * @param through a command that the bot is started through.
 */
export async function startWithGemini(
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
  sandbox: SandboxOptions = {},
): Promise<GeminiWorld> {
  const gemini = await GeminiServer.start();
  endAfterTest(() => gemini.stop());
  const world = await E2eWorld.start({
    through,
    sandbox,
    env: { ...geminiEnvironment(gemini), ...env },
  });
  return { world, sandbox: world.sandbox, gemini };
}

/**
 * Starts all three for all tests of a file, as `shareWorld` does. A test that leaves a call of the
 * model without an answer needs a world of its own: the next one would see it asked again.
 */
export function shareGeminiWorld(env: Readonly<Record<string, string>> = {}): () => GeminiRoom {
  let gemini: GeminiServer | undefined;
  const room = shareWorld(async () => {
    const started = await GeminiServer.start();
    endAfterFile(() => started.stop());
    gemini = started;
    return { env: { ...geminiEnvironment(started), ...env } };
  });
  beforeEach(() => gemini?.forget());
  return () => {
    if (gemini === undefined) throw new Error('Gemini is there only while a test runs.');
    return { ...room(), gemini };
  };
}

/** Nothing that these processes wrote holds the model's key or Discord's token. */
export function expectNoSecrets({ sandbox }: GeminiWorld, ...bots: readonly BotProcess[]): void {
  for (const { output } of bots) {
    expect(output).toContain('"msg":');
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
