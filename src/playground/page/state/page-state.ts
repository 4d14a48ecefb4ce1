import type { Change, ShownMessage, StreamLine } from '../../protocol.js';
import { advanceTour } from '../tour/tour-steps.js';
import { applyChange, worldOf } from './apply-change.js';
import { failuresAfter } from './late-answers.js';
import type { Screen } from './screen.js';
import { channelOf, type World } from './world.js';

/** The whole state of the page. */
export interface PageState {
  /** Null until the first snapshot. */
  readonly world: World | null;
  readonly screen: Screen;
}

/** The page after a line of the stream; `now` is the real time. */
export function reduceLine(state: PageState, line: StreamLine, now: number): PageState {
  const next = line.kind === 'snapshot' ? withSnapshot(state, line) : withChange(state, line, now);
  return withTour(next);
}

/** The page with a change of the screen. */
export function withScreen(state: PageState, change: Partial<Screen>): PageState {
  return withTour({ ...state, screen: { ...state.screen, ...change } });
}

function withTour(state: PageState): PageState {
  const { world, screen } = state;
  if (world === null || screen.tour === null) return state;
  const tour = advanceTour(screen.tour, world, screen);
  return tour === screen.tour ? state : { ...state, screen: { ...screen, tour } };
}

function withSnapshot(state: PageState, snapshot: StreamLine & { kind: 'snapshot' }): PageState {
  const world = worldOf(snapshot, state.world);
  const { channelId } = state.screen;
  const isThere = channelOf(world, channelId)?.canView === true;
  const first = world.channels.find(({ canView }) => canView);
  return {
    world,
    screen: {
      ...state.screen,
      connection: 'open',
      channelId: isThere ? channelId : (first?.id ?? null),
    },
  };
}

function withChange({ world, screen }: PageState, change: Change, now: number): PageState {
  if (world === null) return { world, screen };
  const failures = failuresAfter(screen.failures, change, now);
  const shown = failures === screen.failures ? screen : { ...screen, failures };
  const next = { world: applyChange(world, change, now), screen: shown };
  return change.kind === 'messageCreate' ? withUnread(next, world, change.shown) : next;
}

/** A message of another person in a channel that is not open is unread. */
function withUnread(state: PageState, world: World, shown: ShownMessage): PageState {
  const { channel_id: channelId, author, mentions } = shown.message;
  const { screen } = state;
  if (channelId === screen.channelId || author.id === world.you) return state;
  const before = screen.unread[channelId];
  const isMention =
    before?.isMention === true ||
    mentions.some(({ id }) => id === world.you) ||
    channelOf(world, channelId)?.guildId === null;
  const unread = {
    ...screen.unread,
    [channelId]: { count: (before?.count ?? 0) + 1, isMention },
  };
  return { ...state, screen: { ...screen, unread } };
}
