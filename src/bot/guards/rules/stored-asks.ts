import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { PrivateAsk, PrivateRequest } from '../../../interactions/private-request.js';
import { kindOfAct } from './act-kinds.js';
import type { Act } from './rule.js';

/** What somebody asked a former process for, as it was stored. */
export interface StoredAsk extends Pick<Act, 'id' | 'name' | 'kind' | 'words'> {
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
}

/** The message that a stored interaction answers; null: it is not known who asked, or where. */
export function askOfMessage(state: InteractionState): StoredAsk | null {
  const { requestMessageId: id, userId, guildId, channelId, originalPrompt: words } = state;
  if (id === null || userId === null || channelId === null) return null;
  return { id, name: 'mention', kind: 'ask', words, userId, guildId, channelId };
}

/** A command, form or button that asks for a card. */
export function askOfCommand(request: CommandRequest): StoredAsk {
  const { id, userId, guildId, channelId, prompt: words } = request;
  return { id, name: nameOf(request), kind: 'ask', words, userId, guildId, channelId };
}

/** What is answered privately. */
export function askOfPrivate({ ask, ...request }: PrivateRequest): StoredAsk {
  const { id, userId, guildId, channelId } = request;
  const name = PRIVATE[ask.kind];
  return { id, name, kind: kindOfAct(name), words: '', userId, guildId, channelId };
}

/** How commands and components call it. */
const PRIVATE: Readonly<Record<PrivateAsk['kind'], string>> = {
  history: 'history',
  show: 'show',
  post: 'history_post',
  download: 'history_download',
  forget: 'forget',
  export: 'export',
};

function nameOf({ form, fromCard }: CommandRequest): string {
  if (form !== null) return 'edit_picture';
  return fromCard === null ? 'imagine' : 'own_card';
}
