import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { temporaryDirectory } from './temporary-directory.js';

/** What an older program has left; see its README. */
const FIXTURE = path.resolve('test/fixtures/columns');

/** The backup of it. */
export const COLUMNS_BACKUP = path.join(FIXTURE, 'backup.tar.gz');

/** One of its interactions, by the end of its id. */
export const columnsId = (n: number) =>
  `f1c70000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;

/** A copy of its data directory, which is gone after the test. */
export async function columnsData(): Promise<string> {
  const dir = await temporaryDirectory();
  await cp(path.join(FIXTURE, 'data'), dir, { recursive: true });
  return dir;
}

/** Names and contents of what is in it. */
export interface ColumnsManifest {
  readonly rows: readonly {
    readonly id: string;
    readonly status: string | null;
    readonly isUnreadable: boolean;
  }[];
  readonly importedFiles: readonly { readonly interactionId: string; readonly name: string }[];
  readonly gatewaySessions: readonly object[];
}

export async function columnsManifest(): Promise<ColumnsManifest> {
  return JSON.parse(await readFile(path.join(FIXTURE, 'manifest.json'), 'utf8'));
}

/**
 * Every readable interaction as this program has to see it: the older program’s, by today’s names.
 */
export async function columnsStates(): Promise<InteractionState[]> {
  const text = await readFile(path.join(FIXTURE, 'expected-states.json'), 'utf8');
  const states: Readonly<Record<string, FormerState>> = JSON.parse(text);
  return Object.values(states).map((state) => ({
    ...state,
    earlierClickIds: [],
    move: null,
    formerCards: [],
    cameFrom: null,
    followers: [],
    reach: 'channel',
    chosenStyle: null,
    settings: AUTOMATIC_SETTINGS,
    deletedAt: null,
    keptBy: null,
    isSpoiler: false,
    isChosen: false,
    showsSheet: false,
    estimate: null,
    settingsNotes: [],
    outputs: state.outputs.map((output) => ({ ...output, making: null })),
    generation: state.generation && generationOf(state.generation),
  }));
}

type Generation = NonNullable<InteractionState['generation']>;
type Failure = NonNullable<Generation['failure']>;
type FormerFailure = Omit<Failure, 'userMessage'> & { readonly sentence: string };

interface FormerGeneration extends Omit<
  Generation,
  | 'settings'
  | 'ownPrompt'
  | 'made'
  | 'place'
  | 'cancelledBy'
  | 'lost'
  | 'attempts'
  | 'failures'
  | 'firstFailureAt'
  | 'retry'
  | 'failure'
> {
  readonly claims: number;
  readonly failedTries: number;
  readonly troubleSince: string | null;
  readonly retry: { readonly notBefore: string; readonly failure: FormerFailure } | null;
  readonly failure: FormerFailure | null;
}

interface FormerState extends Omit<
  InteractionState,
  | 'settings'
  | 'generation'
  | 'earlierClickIds'
  | 'deletedAt'
  | 'keptBy'
  | 'isSpoiler'
  | 'isChosen'
  | 'showsSheet'
  | 'estimate'
  | 'settingsNotes'
> {
  readonly generation: FormerGeneration | null;
}

function generationOf(former: FormerGeneration): Generation {
  const { claims, failedTries, troubleSince, retry, failure, ...kept } = former;
  return {
    ...kept,
    ownPrompt: null,
    goesOn: false,
    made: 0,
    lost: [],
    place: null,
    cancelledBy: null,
    settings: AUTOMATIC_SETTINGS,
    attempts: claims,
    failures: failedTries,
    firstFailureAt: troubleSince,
    retry: retry && { ...retry, failure: failureOf(retry.failure) },
    failure: failure && failureOf(failure),
  };
}

function failureOf({ sentence, ...kept }: FormerFailure): Failure {
  return { ...kept, userMessage: sentence };
}
