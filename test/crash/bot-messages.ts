import { interactionIdInEmbeds } from '../../src/interactions/interaction-id.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Message } from '../../src/sandbox/world/entities.js';

/** All that the bot has said and that is there, oldest first. */
export function messagesOfBot({ world, bot }: Sandbox): readonly Message[] {
  return [...world.messages.values()].filter(({ authorId }) => authorId === bot.id);
}

/** Whether a message is a card, or was one before that was brought to another place. */
export function isCard({ embeds }: Message): boolean {
  return interactionIdInEmbeds(embeds) !== null;
}

/** The messages with buttons that show an interaction, oldest first. */
export function livingCards(sandbox: Sandbox, interactionId: string): readonly Message[] {
  return messagesOfBot(sandbox).filter(
    ({ components, embeds }) =>
      components.length > 0 && interactionIdInEmbeds(embeds) === interactionId,
  );
}
