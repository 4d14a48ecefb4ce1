/** `datetime.isoformat()`, with or without seconds, fraction and offset; or only a date. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d){0,2})?)?$/;

/** `strftime('%Y%m%d_%H%M%S')`, as in the file names of the Python bot. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/;

/**
 * Parses a time in Python's formats: text, or seconds since the Unix epoch. Without an offset, the
 * time is in the time zone of this machine (the variable `TZ` changes it).
 *
 * @returns ISO 8601 in UTC; null when it is not a time.
 */
export function parsePythonTime(value: string | number): string | null {
  const ms = typeof value === 'number' ? value * 1000 : textToMs(value);
  return ms === null || !(ms >= 0 && ms < Date.UTC(10_000, 0)) ? null : new Date(ms).toISOString();
}

function textToMs(text: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] =
    ISO.exec(text) ?? COMPACT.exec(text) ?? [];
  if (year === undefined) return null;
  const parts = [
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0.${fraction}`) * 1000),
  ] as const;
  const utcMs = Date.UTC(...parts);
  // An invalid value (June 31, hour 25) would roll over into the next unit.
  const isReal = new Date(utcMs)
    .toISOString()
    .startsWith(
      `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}`,
    );
  if (!isReal) return null;
  return offset === undefined ? new Date(...parts).getTime() : utcMs - offsetMs(offset);
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours = '0', minutes = '0', seconds = '0'] = offset.slice(1).match(/\d\d/g) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return offset.startsWith('-') ? -ms : ms;
}
