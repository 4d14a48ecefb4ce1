import { BUTTONS } from './cards.js';

/* What people read on cards about what comes next, and how far it is. */

/** @param prompt empty: none. */
export function nextPrompt(prompt: string): string {
  return `✏️ Next prompt (press **${BUTTONS.process.label}**): ${prompt || '*the picture alone*'}`;
}

/** @param settings empty: all are left to the model. */
export function nextSettings(settings: string): string {
  return `⚙️ Next: ${settings || 'automatic'}`;
}

export function settingsNote(note: string): string {
  return `⚙️ ${note}`;
}

export const UNCONFIRMED = `Ready. Press **${BUTTONS.process.label}**, or pick a style.`;
export const MAKING = '🍌 Making';

/** @param personId who did it; null: it is not known. */
export function cancelled(personId: string | null): string {
  return personId === null ? '🛑 Cancelled' : `🛑 Cancelled by <@${personId}>`;
}

export function failed(why: string): string {
  return `⚠️ No picture this time: ${why}`;
}

/** Why there is no picture, where nobody said it. */
export const UNKNOWN_REASON = 'I do not know why.';
export const OTHER_WORDS_HELP = `Other words may help: **${BUTTONS.editPrompt.label}**.`;
export const ANOTHER_TRY_HELPS = `You can **${BUTTONS.tryAgain.label}**.`;

/** @param when as Discord shows times, as in all that follow. */
export function modelIsSilent(when: string): string {
  return `⏳ The image model is not answering · I ask it again ${when}`;
}

export function tryingAgain(why: string, when: string): string {
  return `🔁 ${why} Trying again ${when}`;
}

/** @param before how many pictures are made before this one. */
export function placeInQueue(before: number): string {
  if (before === 0) return '⏳ Yours is the next picture';
  return before === 1 ? '⏳ 1 picture ahead of yours' : `⏳ ${before} pictures ahead of yours`;
}

const MINUTE_SECONDS = 60;
/** Estimates are told in steps of so many seconds. */
const STEP_SECONDS = 5;

/**
 * An estimate, so it is no time of Discord's: that would say "starts 5 seconds ago" where it takes
 * longer.
 */
export function startsInAbout(seconds: number): string {
  const rounded = Math.max(Math.ceil(seconds / STEP_SECONDS), 1) * STEP_SECONDS;
  if (rounded < MINUTE_SECONDS) return `starts in about ${rounded} seconds`;
  const minutes = Math.round(rounded / MINUTE_SECONDS);
  return `starts in about ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`;
}

export function started(when: string): string {
  return `started ${when}`;
}

export function usually(seconds: number): string {
  return `usually takes ${seconds} s`;
}

export function attempt(number: number): string {
  return `attempt ${number}`;
}

export function pictureNumber(number: number, count: number): string {
  return `picture ${number} of ${count}`;
}

export function picturesMade(made: number, count: number): string {
  return `${made} of ${count} pictures`;
}

/** @param came how many pictures came. */
export function notAll(came: string, why: string): string {
  return `⚠️ ${came}: ${why}`;
}

export function goingOnFrom(number: number, count: number): string {
  return `going on from ${number} of ${count}`;
}

export const REFRESH_WHEN_DONE = `press **${BUTTONS.refresh.label}** when it is done`;
