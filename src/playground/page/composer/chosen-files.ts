import type { Limits } from '../../protocol.js';
import { bytesText } from '../panel/amounts.js';

/** Files to send, and the problems of refused ones. */
export interface ChosenFiles {
  readonly files: readonly File[];
  readonly problems: readonly string[];
}

/** Adds files within Discord's limits. */
export function withFiles(
  chosen: readonly File[],
  more: readonly File[],
  { maxFiles, maxFileBytes, maxRequestBytes }: Limits,
): ChosenFiles {
  const problems: string[] = [];
  const files = [...chosen];
  for (const file of more) {
    const total = files.reduce((sum, { size }) => sum + size, file.size);
    if (file.size > maxFileBytes) {
      const limit = bytesText(maxFileBytes);
      problems.push(`“${file.name}” has ${bytesText(file.size)}; a file may have ${limit}.`);
    } else if (files.length >= maxFiles) {
      problems.push(`“${file.name}” is one too many: ${maxFiles} at most.`);
    } else if (total > maxRequestBytes) {
      const limit = bytesText(maxRequestBytes);
      problems.push(`“${file.name}” is too much: all files may have ${limit} together.`);
    } else {
      files.push(file);
    }
  }
  return { files, problems };
}
