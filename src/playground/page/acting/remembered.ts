import type { Theme } from '../state/screen.js';

const THEME = 'playground:theme';
const TOUR = 'playground:tour';
const DRAFT = 'playground:draft';

/** The theme the person chose. */
export function rememberedTheme(): Theme {
  const theme = localStorage.getItem(THEME);
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

/** Keeps the theme for later visits. */
export function rememberTheme(theme: Theme): void {
  localStorage.setItem(THEME, theme);
}

/** Whether the tour was finished or skipped on this browser. */
export function hasSeenTour(): boolean {
  return localStorage.getItem(TOUR) === 'seen';
}

/** Does not offer the tour again by itself. */
export function rememberTour(): void {
  localStorage.setItem(TOUR, 'seen');
}

/** What a person has typed in a channel and not sent. */
export function draftOf(username: string, channelId: string): string {
  return sessionStorage.getItem(`${DRAFT}:${username}:${channelId}`) ?? '';
}

/** Keeps what a person has typed until this tab is closed; nothing is kept of an empty text. */
export function rememberDraft(username: string, channelId: string, text: string): void {
  const key = `${DRAFT}:${username}:${channelId}`;
  if (text === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
}
