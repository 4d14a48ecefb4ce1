import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

import type { TourState } from '../tour/tour-steps.js';
import type { ComponentUse, Failure } from './component-use.js';

/** The state of the connection between the page and the playground. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** An enlarged picture. */
export interface EnlargedPicture {
  readonly url: string;
  readonly description: string;
}

/** A modal that the bot has opened. */
export interface OpenModal {
  readonly handle: string;
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly isSending: boolean;
  /** Why the last attempt failed; null if none did. */
  readonly failure: string | null;
}

/** A message's menu, at a point of the window in pixels. */
export interface MessageMenu {
  readonly messageId: string;
  readonly x: number;
  readonly y: number;
}

/** The unread messages of a channel. */
export interface Unread {
  readonly count: number;
  readonly isMention: boolean;
}

/** `system`: the preference of the person's system. */
export type Theme = 'system' | 'dark' | 'light';

/** The tabs of the panel on the right. */
export type PanelTab = 'bot' | 'log' | 'members';

/** What the page shows of the world, and the person's unfinished actions. */
export interface Screen {
  readonly connection: Connection;
  readonly channelId: string | null;
  readonly theme: Theme;
  /** The side that covers the messages on a narrow window. */
  readonly drawer: 'none' | 'navigation' | 'panel';
  readonly isPanelOpen: boolean;
  readonly panelTab: PanelTab;
  readonly logFilter: string;
  readonly replyTo: string | null;
  readonly menu: MessageMenu | null;
  readonly enlarged: EnlargedPicture | null;
  readonly modal: OpenModal | null;
  readonly pending: readonly ComponentUse[];
  /** What failed on messages, by their ids. */
  readonly failures: Readonly<Record<string, Failure>>;
  readonly unread: Readonly<Record<string, Unread>>;
  /** The use that was answered last. */
  readonly answered: ComponentUse | null;
  /** The command that was accepted last; null when something else has followed. */
  readonly ranCommand: string | null;
  /** The message that the list scrolled to; a new value each time. */
  readonly highlighted: { readonly messageId: string } | null;
  /** A message about something that failed. */
  readonly notice: string | null;
  readonly tour: TourState | null;
}

/** The initial screen. */
export function openingScreen(theme: Theme, tour: TourState | null): Screen {
  return {
    connection: 'connecting',
    channelId: null,
    theme,
    drawer: 'none',
    isPanelOpen: true,
    panelTab: 'bot',
    logFilter: '',
    replyTo: null,
    menu: null,
    enlarged: null,
    modal: null,
    pending: [],
    failures: {},
    unread: {},
    answered: null,
    ranCommand: null,
    highlighted: null,
    notice: null,
    tour,
  };
}
