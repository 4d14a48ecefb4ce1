import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

import type { TourState } from '../tour/tour-steps.js';
import type { ComponentUse } from './component-use.js';

/** How things are between the page and the playground. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

/** A picture that is shown large. */
export interface EnlargedPicture {
  readonly url: string;
  readonly description: string;
}

/** A modal that the bot has opened. */
export interface OpenModal {
  readonly handle: string;
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly isSending: boolean;
  /** Why the last attempt failed; null: there was none. */
  readonly failure: string | null;
}

/** A message's menu, at a place of the window in pixels. */
export interface MessageMenu {
  readonly messageId: string;
  readonly x: number;
  readonly y: number;
}

/** What is unread in a channel. */
export interface Unread {
  readonly count: number;
  readonly isMention: boolean;
}

/** `system`: as the person's system prefers. */
export type Theme = 'system' | 'dark' | 'light';

/** What stands in the panel at the right. */
export type PanelTab = 'bot' | 'log' | 'members';

/** What the page shows of the world, and what the person is about to do. */
export interface Screen {
  readonly connection: Connection;
  readonly channelId: string | null;
  readonly theme: Theme;
  /** Which side is drawn over the messages on a narrow window. */
  readonly drawer: 'none' | 'navigation' | 'panel';
  readonly isPanelOpen: boolean;
  readonly panelTab: PanelTab;
  readonly logFilter: string;
  readonly replyTo: string | null;
  readonly menu: MessageMenu | null;
  readonly enlarged: EnlargedPicture | null;
  readonly modal: OpenModal | null;
  readonly pending: readonly ComponentUse[];
  /** Why a message's component failed, by the message's id. */
  readonly failures: Readonly<Record<string, string>>;
  readonly unread: Readonly<Record<string, Unread>>;
  /** The use that was answered last. */
  readonly answered: ComponentUse | null;
  /** The message that was jumped to. */
  readonly highlighted: string | null;
  /** A sentence about what could not be done. */
  readonly notice: string | null;
  readonly tour: TourState | null;
}

/** The page as it opens. */
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
    highlighted: null,
    notice: null,
    tour,
  };
}
