import { isSafeNumber, parse } from 'lossless-json';
import { z } from 'zod';

import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import { isTooLong, PROMPT_MAX, promptIn } from '../../interactions/prompt.js';
import { importProblem } from './import-problem.js';
import { parsePythonTime } from './python-time.js';

/** Ids in JSON numbers are read as text, because a JavaScript number would round them. */
const snowflake = z
  .union([z.string(), z.int().nonnegative()])
  .nullish()
  .transform((id) => (id === '' || id === undefined || id === null ? null : String(id)))
  .refine((id) => id === null || /^\d{1,20}$/.test(id), 'must be an id of Discord');

const time = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = parsePythonTime(value);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'must be a time' });
  return z.NEVER;
});

const TOO_LONG = `must have at most ${PROMPT_MAX} characters`;

/** A path that was not stored costs one picture, not the whole interaction. */
const filePath = z.string().min(1).max(4096).nullable();
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const outputSchema = z.object({
  image_path: filePath,
  filename: z.string().max(4096).nullish(),
  prompt_used: text,
  timestamp: time.nullish(),
});

const schema = z.object({
  interaction_id: z
    .string()
    .regex(new RegExp(`^${INTERACTION_ID_PATTERN}$`), 'must be a UUID of version 4'),
  interaction_type: z.enum(['style_view', 'process_view']),
  created_at: time,
  original_text: text.refine((prompt) => !isTooLong(prompt), TOO_LONG),
  original_image_paths: z.array(filePath).max(100).nullish(),
  outputs: z.array(outputSchema).max(1000).nullish(),
  current_index: z.int().nullish(),
  user_id: snowflake,
  channel_id: snowflake,
  message_id: snowflake,
});

/** One output of the Python bot. */
export interface PythonOutput {
  /** Null if none was stored. */
  readonly imagePath: string | null;
  readonly fileName: string | null;
  readonly promptUsed: string;
  /** ISO 8601, UTC; null if it was not stored. */
  readonly createdAt: string | null;
}

/** One interaction of the Python bot. */
export interface PythonState {
  readonly id: string;
  readonly view: 'style_view' | 'process_view';
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly prompt: string;
  readonly inputPaths: readonly (string | null)[];
  readonly outputs: readonly PythonOutput[];
  readonly currentIndex: number;
  readonly userId: string | null;
  readonly channelId: string | null;
  readonly messageId: string | null;
}

/**
 * Parses a state file of the Python bot.
 *
 * @throws AppError `storage.import_problem`, which names the invalid field.
 */
export function parsePythonState(bytes: Buffer): PythonState {
  const result = schema.safeParse(parseJson(bytes));
  if (!result.success) {
    const [issue] = result.error.issues;
    const where = issue?.path.length ? issue.path.join('.') : 'the state';
    throw importProblem(`${where}: ${issue?.message ?? 'is not valid'}`);
  }
  const state = result.data;
  return {
    id: state.interaction_id,
    view: state.interaction_type,
    createdAt: state.created_at,
    prompt: promptIn(state.original_text),
    inputPaths: state.original_image_paths ?? [],
    outputs: (state.outputs ?? []).map((output) => ({
      imagePath: output.image_path,
      fileName: output.filename ?? null,
      promptUsed: output.prompt_used,
      createdAt: output.timestamp ?? null,
    })),
    currentIndex: state.current_index ?? 0,
    userId: state.user_id,
    channelId: state.channel_id,
    messageId: state.message_id,
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return parse(utf8, undefined, (number) => (isSafeNumber(number) ? Number(number) : number));
  } catch (cause) {
    throw importProblem('it is no whole JSON; it is torn or damaged.', cause);
  }
}
