import { EventEmitter } from 'node:events';

import { PlaygroundError } from './playground-error.js';
import type { ModelState } from './protocol.js';

/** Google's keys are 39 characters; some room for what comes. */
const MAX_KEY_CHARACTERS = 200;

/** How the bot's card names the offline model; Gemini's name rules apply to it. */
const OFFLINE_NAME = 'offline-painter';
const DEFAULT_GEMINI_NAME = 'gemini-nano-banana-2.1';

/** What the environment says of Gemini. */
export interface GeminiSettings {
  readonly apiKey: string | undefined;
  readonly name: string | undefined;
}

/** Which model makes the pictures. The key is kept in memory and told to nobody but the proxy. */
export class ModelChoice extends EventEmitter<{ change: [] }> {
  #model: ModelState['model'];
  #apiKey: string | undefined;

  /** Gemini when a key is given, else the offline model. */
  constructor(private readonly settings: GeminiSettings) {
    super();
    this.#apiKey = settings.apiKey;
    this.#model = settings.apiKey === undefined ? 'offline' : 'gemini';
  }

  get state(): ModelState {
    const model = this.#model;
    const name = model === 'offline' ? OFFLINE_NAME : (this.settings.name ?? DEFAULT_GEMINI_NAME);
    return { model, hasKey: this.#apiKey !== undefined, name };
  }

  /** The key to call Gemini with; none while the offline model is chosen. */
  get geminiKey(): string | undefined {
    return this.#model === 'gemini' ? this.#apiKey : undefined;
  }

  /** Chooses a model. Throws 400 for Gemini without a key, or with one that cannot be one. */
  choose(model: ModelState['model'], typedKey: string | undefined): void {
    const apiKey = typedKey?.trim();
    if (apiKey !== undefined && !isPossibleKey(apiKey)) {
      throw new PlaygroundError(400, 'key_malformed', 'This does not look like a Gemini key.');
    }
    if (model === 'gemini' && apiKey === undefined && this.#apiKey === undefined) {
      throw new PlaygroundError(400, 'key_missing', 'Gemini needs a key; type it in.');
    }
    this.#apiKey = apiKey ?? this.#apiKey;
    this.#model = model;
    this.emit('change');
  }
}

/** It travels in an HTTP header, so only visible ASCII will do. */
function isPossibleKey(text: string): boolean {
  return text.length <= MAX_KEY_CHARACTERS && /^[\x21-\x7e]+$/.test(text);
}
