import { Routes } from 'discord.js';
import type { Client } from 'discordx';
import { z } from 'zod';

import { loginFailure } from '../close-reasons.js';

const answerSchema = z.object({ shards: z.number().int().min(1) });

/**
 * How many shards Discord recommends for the bot, which need not be logged in.
 *
 * @throws AppError `config.discord` when Discord refuses the token, else `discord.*`
 */
export async function recommendedShards({ rest }: Client, token: string): Promise<number> {
  try {
    const answer = await rest.setToken(token).get(Routes.gatewayBot());
    return answerSchema.parse(answer).shards;
  } catch (error) {
    throw loginFailure(error);
  }
}
