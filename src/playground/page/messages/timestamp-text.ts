const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const LANGUAGE = 'en-GB';

/**
 * A `<t:…>` timestamp as Discord's clients show it; `now` in milliseconds is for the relative
 * style.
 */
export function timestampText(seconds: number, style: string | undefined, now: number): string {
  if (style === 'R') return relativeText(seconds - now / 1000);
  const format = STYLES[style ?? 'f'] ?? STYLES['f'];
  return new Intl.DateTimeFormat(LANGUAGE, format).format(seconds * 1000);
}

/** The time of a message: without the date for today's, else with it. */
export function momentText(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  const options = { ...day, hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(LANGUAGE, options).format(at);
}

function relativeText(seconds: number): string {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' }).format(
    Math.round(seconds / length),
    unit,
  );
}
