import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

type Rows = APIActionRowComponent<APIComponentInMessageActionRow>[];

/** What the bare bot answers with, in the bot's own words. */
export interface BareAnswers {
  /** The buttons of a card. */
  readonly components: Rows;
  /** The answers to clicks that walk to the first output and to the second. */
  readonly outputs: readonly {
    readonly data: { readonly embeds: APIEmbed[]; readonly components?: Rows };
    readonly picture: { readonly name: string; readonly base64: string };
  }[];
}

/**
 * Writes what the bot answers clicks with that walk through the two outputs of `card`, so that the bare
 * bot can send the same.
 *
 * @returns the file, in `dir`.
 */
export async function writeBareAnswers(
  dir: string,
  sandbox: Sandbox,
  person: Person,
  card: SeenMessage,
): Promise<string> {
  const outputs: BareAnswers['outputs'][number][] = [];
  for (const button of ['⬅️', '➡️']) {
    const route = '/interactions/:id/:token/callback';
    const answered = sandbox.requests.next({ method: 'POST', route });
    await person.click(card, button);
    const { body } = await answered;
    const { embeds, components } = (body as { data: BareAnswers['outputs'][number]['data'] }).data;
    const base64 = Buffer.from(await card.picture()).toString('base64');
    outputs.push({
      data: { embeds, ...(components && { components }) },
      picture: { name: card.pictureName ?? '', base64 },
    });
  }
  const file = path.join(dir, 'bare-answers.json');
  await writeFile(file, JSON.stringify({ components: card.message.components, outputs }));
  return file;
}
