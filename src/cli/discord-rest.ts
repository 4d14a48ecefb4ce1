import { z } from 'zod';

import { AppError } from '../platform/app-error.js';
import { readBody } from '../platform/read-body.js';

const TIMEOUT_MS = 10_000;
/** A page of 200 servers takes about 100 KiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const GUILDS_PER_PAGE = 200;
/** Beyond so many, the first ones have to do. */
const MAX_PAGES = 10;

const snowflake = z.string().regex(/^\d{1,20}$/);
const APPLICATION = z.object({
  id: snowflake,
  name: z.string(),
  flags: z.int().default(0),
  /** Whether anybody can add it to a server. */
  bot_public: z.boolean().optional(),
  /** Its user; of applications made before 2017 it has another id. */
  bot: z.object({ id: snowflake }).optional(),
  /** By the kinds of installation that it offers. */
  integration_types_config: z.record(z.string(), z.unknown()).optional(),
});
const GUILDS = z.array(
  z.object({ id: snowflake, name: z.string(), permissions: z.string().regex(/^\d{1,30}$/) }),
);

const GATEWAY = z.object({ shards: z.int().min(1) });

/** The application that a token belongs to. */
export type DiscordApplication = z.output<typeof APPLICATION>;

/** A server that the bot is in, and what it may do there, as a bit field. */
export type DiscordGuild = z.output<typeof GUILDS>[number];

interface Answer<T> {
  readonly value: T;
  /** Discord's clock, from the answer's Date header; null where there is none. */
  readonly dateMs: number | null;
}

/**
 * The few questions that looking after the bot asks Discord by REST, without a client. Every method
 * throws AppError `config.discord` when Discord does not take the token, and `discord.unavailable`
 * when there is no usable answer.
 */
export class DiscordRest {
  /** @param apiUrl REST base without version. */
  constructor(
    private readonly apiUrl: string,
    private readonly token: string,
  ) {}

  async application(): Promise<Answer<DiscordApplication>> {
    return this.get('/applications/@me', APPLICATION);
  }

  /** The servers that the bot is in, 2,000 at most. */
  async guilds(): Promise<DiscordGuild[]> {
    const guilds: DiscordGuild[] = [];
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const after = guilds.at(-1)?.id ?? '0';
      const query = `?limit=${GUILDS_PER_PAGE}&after=${after}`;
      const { value } = await this.get(`/users/@me/guilds${query}`, GUILDS);
      guilds.push(...value);
      if (value.length < GUILDS_PER_PAGE) break;
    }
    return guilds;
  }

  /** How many shards Discord recommends for the servers that the bot is in now. */
  async recommendedShards(): Promise<number> {
    return (await this.get('/gateway/bot', GATEWAY)).value.shards;
  }

  private async get<T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(`${this.apiUrl}/v10${path}`, {
        headers: { authorization: `Bot ${this.token}` },
        // A redirect would carry the token to another server.
        redirect: 'error',
        signal,
      });
      if (response.status === 401) throw refused();
      const body = await readBody(response, { maxBytes: MAX_ANSWER_BYTES, signal, tooLarge });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const date = Date.parse(response.headers.get('date') ?? '');
      const value = schema.parse(JSON.parse(body.toString('utf8')));
      return { value, dateMs: Number.isNaN(date) ? null : date };
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError({
        code: 'discord.unavailable',
        retryable: true,
        userMessage: `Discord did not give a usable answer at ${new URL(this.apiUrl).host}.`,
        cause,
      });
    }
  }
}

function refused(): AppError {
  return new AppError({
    code: 'config.discord',
    retryable: false,
    userMessage:
      'Discord does not accept DISCORD_TOKEN. Copy the bot token again from https://discord.com/developers/applications (Bot, Reset Token).',
  });
}

function tooLarge(): RangeError {
  return new RangeError('the answer is too large');
}
