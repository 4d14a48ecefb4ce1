import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import sharp from 'sharp';

import {
  blockedOutput,
  httpError,
  picture,
  rateLimited,
  type GeminiAnswer,
} from '../support/gemini-answers.js';
import { GeminiServer } from '../support/gemini-server.js';
import type { Dice } from './dice.js';

/** A picture that the model has made, and when its answer left. */
export interface MadePicture {
  readonly sha256: string;
  readonly answeredAtMs: number;
}

/** A Gemini that takes its time, is overloaded now and then, and makes each picture once. */
export class ScriptedModel {
  readonly made: MadePicture[] = [];
  /** Calls that it answered with a failure that allows another try. */
  passingFailures = 0;
  /** Calls that wait for their answer. */
  open = 0;
  private serial = 0;

  private constructor(
    readonly server: GeminiServer,
    private readonly dice: Dice,
  ) {}

  static async start(dice: Dice): Promise<ScriptedModel> {
    const server = await GeminiServer.start();
    const model = new ScriptedModel(server, dice);
    server.always(async () => {
      model.open += 1;
      const answer = await model.answer();
      model.open -= 1;
      return answer;
    });
    return model;
  }

  /** How often it was asked. */
  get calls(): number {
    return this.server.requests.length;
  }

  private async answer(): Promise<GeminiAnswer> {
    const luck = this.dice.next();
    await setTimeout(20 + this.dice.below(250));
    if (luck < 0.09) {
      this.passingFailures += 1;
      if (luck < 0.03) return httpError(503, 'UNAVAILABLE', 'The model is overloaded.');
      return luck < 0.06 ? rateLimited({ retryDelay: '0.3s' }) : { kind: 'cut', when: 'half way' };
    }
    if (luck < 0.12) return blockedOutput('IMAGE_SAFETY');
    const bytes = await this.draw();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.made.push({ sha256, answeredAtMs: Date.now() });
    return picture(bytes);
  }

  /** No two are the same. */
  private async draw(): Promise<Buffer> {
    this.serial += 1;
    const background = {
      r: this.serial % 256,
      g: (this.serial >> 8) % 256,
      b: this.dice.below(256),
    };
    return sharp({ create: { width: 24, height: 16, channels: 3, background } })
      .png()
      .toBuffer();
  }
}
