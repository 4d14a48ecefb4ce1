import { ComponentType } from 'discord-api-types/v10';
import type { APIMessage } from 'discord-api-types/v10';

import type { ComponentUse } from '../state/component-use.js';
import { byAge, messageOf, type World } from '../state/world.js';

/** The four steps, and `done`. */
export type TourStep = 'mention' | 'process' | 'kill' | 'old button' | 'done';

/** The position of the person in the tour. */
export interface TourState {
  readonly step: TourStep;
  /** The newest message when the tour started; null until the world is known. */
  readonly since: string | null;
  /** When the bot was killed, in real time. */
  readonly killedAt: number | null;
}

/** The tour at its first step. */
export const TOUR_START: TourState = { step: 'mention', since: null, killedAt: null };

/** The steps in their order. */
export const TOUR_STEPS = ['mention', 'process', 'kill', 'old button'] as const;

/** The part of the screen that the tour uses. */
interface Watched {
  readonly answered: ComponentUse | null;
}

/** The tour after a change of the world; the same value if the step stays the same. */
export function advanceTour(tour: TourState, world: World, { answered }: Watched): TourState {
  if (tour.since === null) return { ...tour, since: newestMessageId(world) };
  const cards = cardsSince(world, tour.since);
  switch (tour.step) {
    case 'mention':
      return cards.length > 0 ? { ...tour, step: 'process' } : tour;
    case 'process':
      return cards.some(isResult) ? { ...tour, step: 'kill' } : tour;
    case 'kill':
      return world.bot.status === 'killed'
        ? { ...tour, step: 'old button', killedAt: world.bot.since }
        : tour;
    case 'old button':
      return wasOldCardUsed(tour, world, answered) ? { ...tour, step: 'done' } : tour;
    case 'done':
      return tour;
  }
}

function newestMessageId(world: World): string {
  const ids = Object.values(world.messages).flatMap((messages) =>
    messages.map(({ message }) => message.id),
  );
  return ids.toSorted(byAge).at(-1) ?? '0';
}

/** The bot's messages with buttons since the tour started. */
function cardsSince(world: World, since: string): APIMessage[] {
  return Object.values(world.messages)
    .flat()
    .map(({ message }) => message)
    .filter(({ id, author, components }) => {
      return author.id === world.botId && (components?.length ?? 0) > 0 && byAge(id, since) > 0;
    });
}

/** Whether a card shows outputs: it has the bot's arrows, and its buttons are enabled. */
function isResult({ components = [] }: APIMessage): boolean {
  const buttons = components
    .filter((row) => row.type === ComponentType.ActionRow)
    .flatMap((row) => row.components)
    .filter((component) => component.type === ComponentType.Button);
  const hasArrows = buttons.some((button) => {
    return 'custom_id' in button && button.custom_id.startsWith('style_nav_');
  });
  return hasArrows && buttons.some(({ disabled }) => disabled !== true);
}

/** Whether a card from before the kill was used, and answered by the restarted bot. */
function wasOldCardUsed(tour: TourState, world: World, answered: ComponentUse | null): boolean {
  if (tour.killedAt === null || answered === null || answered.at < tour.killedAt) return false;
  const used = messageOf(world, answered.messageId)?.message;
  const killedAt = tour.killedAt + world.clock.offsetMs;
  return used !== undefined && Date.parse(used.timestamp) < killedAt;
}
