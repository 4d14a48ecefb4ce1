import { z } from 'zod';
import { url } from './fields.js';
import { problem } from './parse-body.js';

/** The limit for all texts of a message's embeds together. */
export const MAX_EMBED_CHARACTERS = 6000;
/** The limit for embeds of a message. */
export const MAX_EMBEDS = 10;

const trimmed = (maximum: number) => z.string().trim().max(maximum).nullish();
const required = (maximum: number) => z.string().trim().min(1).max(maximum);
const linkUrl = url('http', 'https').nullish();
const picture = z.object({ url: url('http', 'https', 'attachment') }).nullish();
const iconUrl = url('http', 'https', 'attachment').nullish();

const embed = z.object({
  title: trimmed(256),
  description: trimmed(4096),
  url: linkUrl,
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.object({ text: required(2048), icon_url: iconUrl }).nullish(),
  image: picture,
  thumbnail: picture,
  author: z.object({ name: required(256), url: linkUrl, icon_url: iconUrl }).nullish(),
  fields: z
    .array(
      z.object({ name: required(256), value: required(1024), inline: z.boolean().default(false) }),
    )
    .max(25)
    .nullish(),
});

type Embed = z.output<typeof embed>;

function characters({ title, description, footer, author, fields }: Embed): number {
  const texts = [title, description, footer?.text, author?.name];
  const ofFields = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [...texts, ...ofFields].reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function isEmpty({ title, description, footer, author, fields, image, thumbnail }: Embed): boolean {
  const parts = [footer, author, image, thumbnail];
  const hasPart = parts.some((part) => part !== undefined && part !== null);
  return !title && !description && !hasPart && (fields ?? []).length === 0;
}

/** A message's embeds within Discord's limits, at most 6,000 characters in all. */
export const embedsSchema = z
  .array(embed)
  .max(MAX_EMBEDS)
  .check((context) => {
    let total = 0;
    for (const [index, value] of context.value.entries()) {
      total += characters(value);
      if (isEmpty(value)) {
        const path = [index, 'description'];
        context.issues.push(problem(path, 'BASE_TYPE_REQUIRED', 'This field is required'));
      }
      if (total > MAX_EMBED_CHARACTERS) {
        const text = `Embed size exceeds maximum size of ${MAX_EMBED_CHARACTERS}`;
        context.issues.push(problem([index], 'MAX_EMBED_SIZE_EXCEEDED', text));
        break;
      }
    }
  });
