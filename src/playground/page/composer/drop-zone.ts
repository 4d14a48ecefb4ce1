import { filesOf } from './dropped-files.js';

/** Accepts files that are dropped anywhere on the page, and shows when they are over it. */
export function acceptDrops(body: HTMLElement, take: (files: File[]) => void): void {
  let depth = 0;
  const show = () => body.classList.toggle('dropping', depth > 0);
  body.addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth += 1;
    show();
  });
  body.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  body.addEventListener('dragleave', (event) => {
    if (!hasFiles(event)) return;
    depth = Math.max(0, depth - 1);
    show();
  });
  body.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    take(filesOf(event.dataTransfer));
  });
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
