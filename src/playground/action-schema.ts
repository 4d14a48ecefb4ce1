import { z } from 'zod';

import { PlaygroundError } from './playground-error.js';
import type { Action, Control } from './protocol-requests.js';

/** Discord's own limits. The schema for bots' messages also checks the texts of messages. */
const id = z.string().regex(/^\d{1,20}$/);
const name = z.string().min(1).max(100);
const customId = z.string().min(1).max(100);
const text = z.string().max(4_000);
const emoji = z.string().min(1).max(64);
const values = z.array(z.string().max(100)).max(25);
const options = fewer(
  25,
  z.record(name, z.union([z.string().max(6_000), z.number(), z.boolean()])),
);

const actionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('send'), channelId: id, content: text, replyTo: id.optional() }),
  z.object({ kind: z.literal('click'), messageId: id, customId }),
  z.object({ kind: z.literal('select'), messageId: id, customId, values }),
  z.object({
    kind: z.literal('submitModal'),
    handle: z.string().max(64),
    values: fewer(5, z.record(customId, text)),
    files: fewer(5, z.record(customId, z.array(z.int().min(0).max(50)).max(10))).optional(),
  }),
  z.object({
    kind: z.literal('command'),
    channelId: id,
    name,
    options,
    files: fewer(25, z.record(name, z.int().min(0).max(50))).optional(),
  }),
  z.object({ kind: z.literal('complete'), channelId: id, name, options, focused: name }),
  z.object({ kind: z.literal('messageCommand'), messageId: id, name }),
  z.object({ kind: z.literal(['react', 'unreact']), messageId: id, emoji }),
  z.object({ kind: z.literal('deleteMessage'), messageId: id }),
  z.object({ kind: z.literal('dismiss'), messageId: id }),
  z.object({ kind: z.literal('type'), channelId: id }),
]) satisfies z.ZodType<WithUndefined<Action>>;

const controlSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal(['start', 'stop', 'restart', 'kill', 'advanceClock', 'dropGateway']),
  }),
  z.object({
    kind: z.literal('chooseModel'),
    model: z.literal(['offline', 'gemini']),
    apiKey: z.string().max(1_000).optional(),
  }),
  z.object({
    kind: z.literal('setFault'),
    fault: z.literal([
      'slowStorage',
      'slowModel',
      'promptBlocked',
      'outputBlocked',
      'modelOverloaded',
      'discordErrors',
      'discordRateLimits',
      'slowLine',
    ]),
    on: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('setBudget'), isSmall: z.boolean() }),
]) satisfies z.ZodType<WithUndefined<Control>>;

/** A parsed action; optional fields may also be undefined. */
export type ReadAction = z.output<typeof actionSchema>;
/** A parsed control. */
export type ReadControl = z.output<typeof controlSchema>;

/** Zod's optional fields may be undefined; in the protocol they are absent. */
type WithUndefined<T> = T extends unknown
  ? { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] }
  : never;

/** Parses an action. Throws 400, naming the problem. */
export function readAction(json: unknown): ReadAction {
  return read(actionSchema, json);
}

/**
 * Parses a control. Throws 400, naming the problem. It never quotes values, because one is a key.
 */
export function readControl(json: unknown): ReadControl {
  return read(controlSchema, json);
}

function read<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json, { reportInput: false });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  const message = `The request is malformed${place === '' ? '' : ` at ${place}`}: ${issue?.message}.`;
  throw new PlaygroundError(400, 'malformed', message);
}

function fewer<T extends z.ZodType>(most: number, record: T): T {
  return record.refine(
    (value) => typeof value === 'object' && value !== null && Object.keys(value).length <= most,
    `at most ${most} entries`,
  );
}
