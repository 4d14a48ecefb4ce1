import type { Finding } from '../maintenance/verification.js';

/** One line for people about a problem in the stored data. */
export function findingLine({ kind, interactionId, key }: Finding): string {
  switch (kind) {
    case 'unreadable_row':
      return `${interactionId}  the row cannot be read`;
    case 'missing_image':
      return `${interactionId}  ${key} is missing`;
    case 'damaged_image':
      return `${interactionId}  ${key} is damaged`;
    case 'orphaned_file':
      return `${key}  is named by no row`;
  }
}
