/** The name of all pasted pictures; a number makes them different. */
const NAMELESS = 'image.png';

let pasted = 0;

/** The files of a paste or a drop. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])].map((file) => {
    if (file.name !== NAMELESS) return file;
    pasted += 1;
    return new File([file], `pasted-${pasted}.png`, { type: file.type });
  });
}
