import type { ErasureSubject } from '../../persistence/erasures.js';

/** @param interactionId null: everything of the person. */
export function subjectOf(personId: string, interactionId: string | null): ErasureSubject {
  return interactionId === null
    ? { kind: 'person', id: personId }
    : { kind: 'interaction', id: interactionId };
}
