const KIB = 1024;
const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes as text: `1.4 MiB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log(Math.max(1, bytes)) / Math.log(KIB)),
  );
  const amount = bytes / KIB ** power;
  return `${amount >= 100 || power === 0 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[power]}`;
}

/** A duration as text, in its two largest units: `3 min 20 s`, `15 min`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2).filter(isSome);
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}

function isSome([amount]: readonly [number, string]): boolean {
  return amount > 0;
}
