import type { InteractionState } from './interaction-state.js';

/** An interaction before its first save, which adds the version and the times. */
export type NewInteraction = Omit<InteractionState, 'version' | 'createdAt' | 'lastUsedAt'>;

/** What is known about a request when it arrives. */
export type Request = Pick<
  NewInteraction,
  | 'id'
  | 'userId'
  | 'guildId'
  | 'channelId'
  | 'requestMessageId'
  | 'inputs'
  | 'outputs'
  | 'isSpoiler'
  | 'settings'
  | 'notes'
> &
  Partial<Pick<NewInteraction, 'cameFrom' | 'reach' | 'chosenStyle' | 'estimate'>> & {
    readonly prompt: string;
  };

/** The preview of a request, waiting for confirmation. */
export function newInteraction({ prompt, ...request }: Request): NewInteraction {
  return {
    cameFrom: null,
    reach: 'channel',
    chosenStyle: null,
    estimate: null,
    ...request,
    view: 'process_view',
    messageId: null,
    move: null,
    formerCards: [],
    followers: [],
    lastClickId: null,
    earlierClickIds: [],
    deletedAt: null,
    keptBy: null,
    originalPrompt: prompt,
    currentPrompt: prompt,
    settingsNotes: [],
    currentIndex: 0,
    isChosen: false,
    showsSheet: false,
    generation: null,
  };
}
