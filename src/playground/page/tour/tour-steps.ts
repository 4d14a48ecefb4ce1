import { ComponentType } from 'discord-api-types/v10';
import type { APIMessage } from 'discord-api-types/v10';

import { byAge, messageOf, type World } from '../state/world.js';
import { picturesOf } from './tour-sum.js';
import { triedNow, type Thing, type Watched } from './tour-things.js';

/** The steps, and `done`. */
export type TourStep = 'mention' | 'process' | 'photo' | 'kill' | 'old button' | 'more' | 'done';

/** The position of the person in the tour. */
export interface TourState {
  readonly step: TourStep;
  /** The newest message when the tour started; null until the world is known. */
  readonly since: string | null;
  /** The newest message when the photo was asked for; null before that. */
  readonly photoSince: string | null;
  /** When the bot was killed last, in real time. */
  readonly killedAt: number | null;
  readonly kills: number;
  /** The pictures that were on cards, as {@link picturesOf} calls them. */
  readonly pictures: readonly string[];
  /** What of the last step was tried. */
  readonly tried: readonly Thing[];
}

/** The tour at its first step. */
export const TOUR_START: TourState = {
  step: 'mention',
  since: null,
  photoSince: null,
  killedAt: null,
  kills: 0,
  pictures: [],
  tried: [],
};

/** The steps in their order. */
export const TOUR_STEPS = ['mention', 'process', 'photo', 'kill', 'old button', 'more'] as const;

/** The tour after a change of the world; the same value if nothing of it has changed. */
export function advanceTour(tour: TourState, world: World, screen: Watched): TourState {
  if (tour.since === null) {
    const killedAt = world.bot.status === 'killed' ? world.bot.since : null;
    return { ...tour, since: newestMessageId(world), killedAt };
  }
  const cards = cardsSince(world, tour.since);
  const seen = withTried(withPictures(withKill(tour, world), cards), world, screen);
  const step = nextStep(seen, world, cards, screen);
  if (step === tour.step) return seen;
  const photoSince = step === 'photo' ? newestMessageId(world) : seen.photoSince;
  return { ...seen, step, photoSince };
}

function nextStep(
  tour: TourState,
  world: World,
  cards: readonly APIMessage[],
  screen: Watched,
): TourStep {
  const { step, photoSince } = tour;
  switch (step) {
    case 'mention':
      return cards.length > 0 ? 'process' : step;
    case 'process':
      return cards.some(isResult) ? 'photo' : step;
    case 'photo':
      return cards.some((card) => byAge(card.id, photoSince ?? '0') > 0 && isResult(card))
        ? 'kill'
        : step;
    case 'kill':
      return world.bot.status === 'killed' ? 'old button' : step;
    case 'old button':
      return wasOldCardUsed(tour, world, screen) ? 'more' : step;
    case 'more':
    case 'done':
      return step;
  }
}

function withKill(tour: TourState, { bot }: World): TourState {
  if (bot.status !== 'killed' || bot.since === tour.killedAt) return tour;
  return { ...tour, killedAt: bot.since, kills: tour.kills + 1 };
}

function withPictures(tour: TourState, cards: readonly APIMessage[]): TourState {
  const pictures = [...new Set([...tour.pictures, ...cards.flatMap(picturesOf)])];
  return pictures.length === tour.pictures.length ? tour : { ...tour, pictures };
}

function withTried(tour: TourState, world: World, screen: Watched): TourState {
  if (tour.step !== 'more') return tour;
  const added = triedNow(world, screen).filter((thing) => !tour.tried.includes(thing));
  return added.length === 0 ? tour : { ...tour, tried: [...tour.tried, ...added] };
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

/** Whether a card from before the kill was used, and the restarted bot did what was asked for. */
function wasOldCardUsed({ killedAt }: TourState, world: World, screen: Watched): boolean {
  if (killedAt === null) return false;
  const { answered, failures } = screen;
  const late = Object.entries(failures).flatMap(([messageId, { at, doneAt }]) =>
    doneAt === undefined ? [] : [{ messageId, at }],
  );
  return [...late, ...(answered === null ? [] : [answered])].some(({ messageId, at }) => {
    const timestamp = messageOf(world, messageId)?.message.timestamp ?? '';
    return at >= killedAt && Date.parse(timestamp) < killedAt + world.clock.offsetMs;
  });
}
