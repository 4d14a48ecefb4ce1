/** What people are told by and around the answers of cards. */

export const TOO_LATE_FOR_FORM = 'I was too slow to open the form; please press again.';

export const CHANNEL_IS_GONE = 'The channel of this card is gone.';

export const LINE_TOO_SLOW =
  'My connection to Discord is too slow for this picture; please try again later.';

/** The words of an answer that is no reply, and so links to what it answers. */
export function inAnswerTo(messageUrl: string, content?: string): string {
  const link = `In answer to ${messageUrl}`;
  return content === undefined ? link : `${link}\n${content}`;
}

const MINUTE_SECONDS = 60;

/** What a card says after a click that came while the bot was restarting. */
export function lateNotice(pressedMs: number, nowMs: number): string {
  const seconds = Math.max(Math.round((nowMs - pressedMs) / 1000), 0);
  const later =
    seconds < 2 * MINUTE_SECONDS ? `${seconds} s` : `${Math.round(seconds / MINUTE_SECONDS)} min`;
  return `✅ pressed while I was restarting, done ${later} later`;
}
