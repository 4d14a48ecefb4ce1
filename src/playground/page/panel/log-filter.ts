import type { LogLine } from '../../protocol.js';

/** The lines that contain a text, or are about the interaction with that id. */
export function matchingLines(log: readonly LogLine[], filter: string): readonly LogLine[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '') return log;
  return log.filter(({ text, level, interactionId, fields }) => {
    const all = `${level} ${text} ${interactionId ?? ''} ${JSON.stringify(fields)}`;
    return all.toLowerCase().includes(wanted);
  });
}

/** The other fields of a line, in short form, without those that are visible anyway. */
export function detailsOf({ fields, interactionId }: LogLine): string {
  const hidden = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'name']);
  const told = Object.entries(fields).filter(([key, value]) => {
    return !hidden.has(key) && value !== interactionId;
  });
  return told.map(([key, value]) => `${key}=${textOf(value)}`).join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
