import { Message } from 'discord.js';

import type { Asker } from '../cards/answering/tell-person.js';

/** What somebody did, in one of few words. */
export function actionOf(asker: Asker): string {
  if (asker instanceof Message) return 'mention';
  if (asker.isCommand()) return `/${asker.commandName}`;
  return 'customId' in asker ? asker.customId.split(':', 1).join() : 'interaction';
}
