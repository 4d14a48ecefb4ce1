const MINUTE_SECONDS = 60;

/** What a card says after a click that came while the bot was restarting. */
export function lateNotice(pressedMs: number, nowMs: number): string {
  const seconds = Math.max(Math.round((nowMs - pressedMs) / 1000), 0);
  const later =
    seconds < 2 * MINUTE_SECONDS ? `${seconds} s` : `${Math.round(seconds / MINUTE_SECONDS)} min`;
  return `✅ pressed while I was restarting, done ${later} later`;
}
