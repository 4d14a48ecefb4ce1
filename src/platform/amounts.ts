const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const STEP = 1024;

/** A number of bytes for people: `1.5 MiB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)),
  );
  return `${(bytes / STEP ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

/** A number of things for people: `1 picture`, `12,000 pictures`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What stands before a number for people that may be an estimate. */
export function about({ isEstimate }: { readonly isEstimate?: boolean }): string {
  return isEstimate === true ? 'about ' : '';
}
