import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

/** A card that the bare bot answers with, the same as the bot's. */
export interface BareAnswer {
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly picture: { readonly name: string; readonly base64: string };
}

/**
 * Writes what `card` looks like at each of its two outputs, so that the bare bot can
 * answer the same.
 *
 * @returns the file, in `dir`.
 */
export async function writeBareAnswers(
  dir: string,
  sandbox: Sandbox,
  person: Person,
  card: SeenMessage,
): Promise<string> {
  const answers: BareAnswer[] = [];
  for (const button of ['⬅️', '➡️']) {
    const route = '/interactions/:id/:token/callback';
    const answered = sandbox.requests.next({ method: 'POST', route });
    await person.click(card, button);
    const { body } = await answered;
    const { embeds } = (body as { data: Pick<BareAnswer, 'embeds'> }).data;
    // What the bot leaves out because it is there already, it would have to say without that.
    const { components } = card.message as Pick<BareAnswer, 'components'>;
    const base64 = Buffer.from(await card.picture()).toString('base64');
    answers.push({ embeds, components, picture: { name: card.pictureName ?? '', base64 } });
  }
  const file = path.join(dir, 'bare-answers.json');
  await writeFile(file, JSON.stringify(answers));
  return file;
}
