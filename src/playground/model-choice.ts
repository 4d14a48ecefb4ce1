import { EventEmitter } from 'node:events';

import { PlaygroundError } from './playground-error.js';
import type { ModelState } from './protocol.js';

/** Google's keys have 39 characters; later ones may be longer. */
const MAX_KEY_CHARACTERS = 200;

/** The offline model's name on the bot's cards, which must follow the rules for Gemini's names. */
export const OFFLINE_NAME = 'offline-sketch';
const DEFAULT_GEMINI_NAME = 'gemini-nano-banana-2.1';

/** The settings for Gemini in the environment. */
export interface GeminiSettings {
  readonly apiKey: string | undefined;
  readonly name: string | undefined;
}

/** The model that makes the pictures. The key is only in memory, and only the proxy receives it. */
export class ModelChoice extends EventEmitter<{ change: [] }> {
  #model: ModelState['model'];
  #apiKey: string | undefined;

  /** Chooses Gemini when there is a key, else the offline model. */
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

  /** The key for Gemini; undefined while the offline model is chosen. */
  get geminiKey(): string | undefined {
    return this.#model === 'gemini' ? this.#apiKey : undefined;
  }

  /** Chooses a model. Throws 400 for Gemini without a key, or with an invalid one. */
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

/** It is sent in an HTTP header, so it must be visible ASCII. */
function isPossibleKey(text: string): boolean {
  return text.length <= MAX_KEY_CHARACTERS && /^[\x21-\x7e]+$/.test(text);
}
