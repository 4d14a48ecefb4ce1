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
import { GeminiServer, type GeminiRequest } from '../support/gemini-server.js';
import type { Dice } from './dice.js';

/** Of an answer for which nothing is billed, or of which nobody learns what is. */
const REFUSED = { sha256: null, isBilled: false } as const;

/** One call of the model. */
export interface ModelCall {
  /** The key that it came with, by which the processes are told apart. */
  readonly key: string;
  /** For whom it was made; empty where its texts do not say that. */
  readonly person: string;
  readonly startedAtMs: number;
  /** Null: it is open. */
  end: {
    readonly atMs: number;
    /** Whether the bot gave it up before it was answered. */
    readonly isHungUp: boolean;
    /** The sha256 of the picture that it was answered with, if it was. */
    readonly picture: string | null;
    /** Whether the model bills it: it was answered, and not refused. */
    readonly isBilled: boolean;
  } | null;
}

/** What a person's texts begin with, so that calls can be told apart by person. */
export const PICTURE_OF = 'picture-of-';

/** A Gemini that takes its time, is overloaded now and then, and makes each picture once. */
export class ScriptedModel {
  readonly calls: ModelCall[] = [];
  /** Calls that it answered with a failure that allows another try. */
  passingFailures = 0;
  private serial = 0;

  private constructor(
    readonly server: GeminiServer,
    private readonly dice: Dice,
  ) {}

  static async start(dice: Dice): Promise<ScriptedModel> {
    const server = await GeminiServer.start();
    const model = new ScriptedModel(server, dice);
    server.always((request, hungUp) => model.serve(request, hungUp));
    return model;
  }

  /** How many calls of a process wait for their answer. */
  openFor(key: string): number {
    return this.calls.filter((call) => call.key === key && call.end === null).length;
  }

  /** How many calls a process has given up since then. */
  hungUpSince(key: string, sinceMs: number): number {
    return this.calls.filter(
      ({ key: of, end }) => of === key && end?.isHungUp === true && end.atMs >= sinceMs,
    ).length;
  }

  private async serve(
    { apiKey = '', prompt }: GeminiRequest,
    hungUp: AbortSignal,
  ): Promise<GeminiAnswer> {
    const person = new RegExp(`${PICTURE_OF}(\\w+)`).exec(prompt)?.[1] ?? '';
    const call: ModelCall = { key: apiKey, person, startedAtMs: Date.now(), end: null };
    this.calls.push(call);
    const giveUp = () => {
      call.end ??= { atMs: Date.now(), isHungUp: true, picture: null, isBilled: false };
    };
    if (hungUp.aborted) giveUp();
    else hungUp.addEventListener('abort', giveUp);
    const { answer, sha256, isBilled } = await this.answer();
    call.end ??= { atMs: Date.now(), isHungUp: false, picture: sha256, isBilled };
    return answer;
  }

  private async answer(): Promise<{
    answer: GeminiAnswer;
    sha256: string | null;
    isBilled: boolean;
  }> {
    const luck = this.dice.next();
    await setTimeout(20 + this.dice.below(250));
    if (luck < 0.09) this.passingFailures += 1;
    if (luck < 0.03)
      return { answer: httpError(503, 'UNAVAILABLE', 'The model is overloaded.'), ...REFUSED };
    if (luck < 0.06) return { answer: rateLimited({ retryDelay: '0.3s' }), ...REFUSED };
    if (luck < 0.09) return { answer: { kind: 'cut', when: 'half way' }, ...REFUSED };
    if (luck < 0.12) return { answer: blockedOutput('IMAGE_SAFETY'), sha256: null, isBilled: true };
    const bytes = await this.draw();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { answer: picture(bytes), sha256, isBilled: true };
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
