import { afterAll, afterEach, beforeAll } from '@jest/globals';

import { GeminiModel } from '../../src/generation/models/gemini/gemini-model.js';
import type { GeminiOptions } from '../../src/generation/models/gemini/gemini-model.js';
import type { ModelAnswer, ModelRequest } from '../../src/generation/models/image-model.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import type { ImageProcessor } from '../../src/imaging/image-processor.js';
import { ModelError } from '../../src/interactions/model-error.js';
import { sharedImaging } from './imaging.js';
import type { GeminiAnswer } from './gemini-answers.js';
import { GeminiServer } from './gemini-server.js';
import * as pictures from './pictures.js';

type ModelOptions = Partial<GeminiOptions> & { readonly imaging?: ImageProcessor };

/** A Gemini model in front of a loopback server that lives as long as the test file. */
export class GeminiFixture {
  readonly apiKey = 'AIzaSyNobodyMaySeeThisKey-1234567890';
  private started: GeminiServer | undefined;

  constructor() {
    beforeAll(async () => {
      this.started = await GeminiServer.start();
    });
    afterEach(() => {
      this.server.forget();
    });
    afterAll(async () => {
      await this.server.stop();
    });
  }

  get server(): GeminiServer {
    if (this.started === undefined) throw new Error('the server starts before the first test');
    return this.started;
  }

  model({ imaging, ...more }: ModelOptions = {}): GeminiModel {
    const options = {
      apiKey: this.apiKey,
      model: 'gemini-nano-banana-2.1',
      baseUrl: this.server.url,
      // Longer than any of these tests takes on a slow machine.
      timeoutMs: 120_000,
      conversation: true,
      ...more,
    };
    return new GeminiModel(options, imaging ?? sharedImaging());
  }

  /** What the model makes of a request. */
  async ask(request: Partial<ModelRequest> = {}, options: ModelOptions = {}): Promise<ModelAnswer> {
    const whole = {
      prompt: 'a cat',
      pictures: [],
      styleKey: null,
      settings: AUTOMATIC_SETTINGS,
      personId: 'ann',
      ...request,
    };
    return await this.model(options).generate(whole, new AbortController().signal);
  }

  /** What the model makes of this answer of the server, which must be an error. */
  async failureOf(answer: GeminiAnswer): Promise<ModelError> {
    this.server.script(answer);
    return await failure(this.ask());
  }
}

/** The error of a generation that must fail. */
export async function failure(asked: Promise<unknown>): Promise<ModelError> {
  const outcome = await asked.catch((error: unknown) => error);
  if (outcome instanceof ModelError) return outcome;
  throw new Error('expected a ModelError', { cause: outcome });
}

/** A small photo as PNG. */
export async function png(side = 64): Promise<Buffer> {
  return (await pictures.picture(pictures.photo(side, side))).bytes;
}
