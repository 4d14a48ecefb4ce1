import { Command } from 'commander';

import { AppError } from '../platform/app-error.js';
import { settingsWords } from '../views/settings-words.js';
import type { Making } from '../interactions/making.js';
import type { StoredImage } from '../interactions/stored-image.js';
import type { InteractionState, OutputItem } from '../interactions/interaction-state.js';
import type { InteractionInventory } from '../persistence/interaction-inventory.js';
import { bytesText } from '../platform/amounts.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

const HELP = `
The id stands in the footer of every card; the first eight characters are enough, if they are those
of one interaction only. What is printed holds the person's prompts.
${examples(
  ['nanobanana show 3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', 'everything that is stored for it'],
  ['nanobanana show 3f2b8c1e', 'the same'],
)}`;

/** The beginning of an id: at least as much of it as the log of the playground shows. */
const SHORT_ID = /^[0-9a-f]{8}[0-9a-f-]{0,27}$/;

const MAX_LISTED = 20;

/** `nanobanana show` */
export function showCommand(shell: Shell): Command {
  return new Command('show')
    .description('show one interaction, whole')
    .argument('<interaction id>', 'from the footer of its card, or the beginning of it')
    .addHelpText('after', HELP)
    .action(async (id: string) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), async (storage) => {
        const state = await found(storage, id.toLowerCase());
        shell.result(state, linesOf(state).map(indented));
      });
    });
}

/** Further lines of a text stand below its first, so that none looks like a line of its own. */
function indented(line: string): string {
  return line.replaceAll('\n', `\n${' '.repeat(15)}`);
}

async function found(
  { persistence, inventory }: OpenStorage,
  wanted: string,
): Promise<InteractionState> {
  const id = SHORT_ID.test(wanted) ? await completed(inventory, wanted) : wanted;
  try {
    return await persistence.load(id);
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'state.not_found') throw cause;
    throw new AppError({
      code: 'state.not_found',
      retryable: false,
      userMessage: `There is no interaction ${id}: it was cleaned up, or never existed.`,
    });
  }
}

/** The one id that begins so; where there is none, the text as it is. */
async function completed(inventory: InteractionInventory, start: string): Promise<string> {
  const ids = await inventory.idsBeginningWith(start, MAX_LISTED + 1);
  if (ids.length < 2) return ids[0] ?? start;
  const listed = [...ids.slice(0, MAX_LISTED), ...(ids.length > MAX_LISTED ? ['…'] : [])];
  throw new AppError({
    code: 'usage.ambiguous_id',
    retryable: false,
    userMessage: `Several interactions begin with ${start}:\n${listed.join('\n')}`,
  });
}

function linesOf(state: InteractionState): string[] {
  const { generation, inputs, outputs, notes } = state;
  return [
    `Interaction    ${state.id}, version ${state.version}, ${state.view}`,
    `Asked by       user ${state.userId} in channel ${state.channelId}${state.guildId === null ? ' (direct message)' : ` of server ${state.guildId}`}`,
    `Request        ${state.requestMessageId === null ? 'message not known' : `message ${state.requestMessageId}`}`,
    `Card           ${state.messageId === null ? 'not posted' : `message ${state.messageId}`}`,
    `Created        ${state.createdAt}`,
    `Last used      ${state.lastUsedAt}`,
    ...(state.keptBy === null ? [] : [`Kept by        user ${state.keptBy}`]),
    `Asked for      ${state.originalPrompt}`,
    `Prompt now     ${state.currentPrompt}`,
    ...notes.map((note) => `Note           ${note}`),
    ...inputs.map((image, n) => `Input ${n + 1}        ${imageText(image)}`),
    ...outputs.flatMap((item, n) => outputLines(item, n, n === state.currentIndex)),
    ...(generation === null
      ? []
      : [
          `Generation     ${generation.status}, asked by user ${generation.requestedBy} at ${generation.requestedAt}`,
          `               prompt: ${generation.prompt}`,
          ...(generation.failure === null
            ? []
            : [`               ${generation.failure.userMessage}`]),
        ]),
  ];
}

function outputLines(item: OutputItem, n: number, isShown: boolean): string[] {
  const how = [item.origin, item.styleKey, item.model].filter((part) => part !== null).join(', ');
  return [
    `Output ${n + 1}${isShown ? ' *' : '  '}     ${how}, ${item.createdAt}`,
    `               ${imageText(item.image)}`,
    ...(item.deliveryImage === null
      ? []
      : [`               sent as ${imageText(item.deliveryImage)}`]),
    ...(item.making === null ? [] : [`               ${makingText(item.making)}`]),
    ...(item.promptUsed === '' ? [] : [`               prompt: ${item.promptUsed}`]),
    ...(item.text === null ? [] : [`               the model said: ${item.text}`]),
  ];
}

/** Who asked for an output, what it was made from, and what that took. */
function makingText({ requestedBy, source, settings, tokens, durationMs }: Making): string {
  const from = { none: 'the prompt', inputs: 'the pictures sent', output: 'output' }[source.kind];
  const counted = Object.entries(tokens ?? {}).filter(([, count]) => count !== null);
  const used = counted.map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    `asked by user ${requestedBy}`,
    `from ${from}${source.kind === 'output' ? ` ${source.index + 1}` : ''}`,
    ...settingsWords(settings),
    ...(durationMs === null ? [] : [`in ${(durationMs / 1000).toFixed(1)} s`]),
    ...(used === '' ? [] : [`tokens: ${used}`]),
  ].join(', ');
}

function imageText({ key, width, height, byteSize }: StoredImage): string {
  return `${key} (${width}×${height}, ${bytesText(byteSize)})`;
}
