import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { componentsSchema } from './component-schema.js';
import { embedsSchema } from './embed-schema.js';
import { snowflake } from './fields.js';
import { problem } from './parse-body.js';

/** The limit for files of a message. */
export const MAX_ATTACHMENTS = 10;

const allowedMentions = z
  .object({
    parse: z.array(z.literal(['roles', 'users', 'everyone'])).optional(),
    users: z.array(snowflake).max(100).optional(),
    roles: z.array(snowflake).max(100).optional(),
    replied_user: z.boolean().optional(),
  })
  .check((context) => {
    const { parse = [], users = [], roles = [] } = context.value;
    const clash = { users, roles };
    for (const key of ['users', 'roles'] as const) {
      if (parse.includes(key) && clash[key].length > 0) {
        const text = `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`;
        context.issues.push(problem([], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', text));
      }
    }
  });

const attachment = z.object({
  id: snowflake,
  filename: z.string().min(1).max(1024).nullish(),
  description: z.string().max(1024).nullish(),
});

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutNulls(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)]));
}

const common = {
  content: z.string().trim().max(2000).nullish(),
  embeds: embedsSchema.transform(withoutNulls).pipe(z.custom<APIEmbed[]>(Array.isArray)).nullish(),
  components: componentsSchema
    .transform(withoutNulls)
    .pipe(z.custom<APIMessageTopLevelComponent[]>(Array.isArray))
    .nullish(),
  attachments: z
    .array(attachment)
    .max(MAX_ATTACHMENTS)
    .check(({ value, issues }) => {
      const ids = new Set<string>();
      for (const [index, { id }] of value.entries()) {
        if (ids.has(id)) {
          issues.push(problem([index, 'id'], 'ATTACHMENT_ID_REPEATED', 'This id stands twice.'));
        }
        ids.add(id);
      }
    })
    .nullish(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z.int().min(0).nullish(),
};

/** The body of a new message. */
export const newMessageSchema = z.object({
  ...common,
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.int().transform(String)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      type: z.literal(0).optional(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
});

/** The body of an edit; absent fields stay the same. */
export const messageEditSchema = z.object(common);

/** A new message after validation. */
export type NewMessageBody = z.output<typeof newMessageSchema>;
/** An edit after validation. */
export type MessageEditBody = z.output<typeof messageEditSchema>;
