import type { Theme } from '../state/screen.js';

const THEME = 'playground:theme';
const TOUR = 'playground:tour';
const DRAFT = 'playground:draft';

/** The theme the person chose. */
export function rememberedTheme(): Theme {
  const theme = localStorage.getItem(THEME);
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

/** Stores the theme for later visits. */
export function rememberTheme(theme: Theme): void {
  localStorage.setItem(THEME, theme);
}

/** Whether the tour was finished or skipped in this browser. */
export function hasSeenTour(): boolean {
  return localStorage.getItem(TOUR) === 'seen';
}

/** Stores that the tour is not offered again. */
export function rememberTour(): void {
  localStorage.setItem(TOUR, 'seen');
}

/** The unsent text of a person in a channel. */
export function draftOf(username: string, channelId: string): string {
  return sessionStorage.getItem(`${DRAFT}:${username}:${channelId}`) ?? '';
}

/** Stores an unsent text until this tab is closed; an empty text is removed. */
export function rememberDraft(username: string, channelId: string, text: string): void {
  const key = `${DRAFT}:${username}:${channelId}`;
  if (text === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
}
