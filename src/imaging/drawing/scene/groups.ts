import type { Relation } from '../words/grammar.js';
import type { Reading, Subject } from '../words/reading.js';
import { CLOTHES_ON_HEADS, SHELTERS, SKY_THINGS } from './icon-kinds.js';

/**
 * Things that belong together: one that carries the others, and those around it with all of theirs.
 */
export interface Group {
  readonly base: Subject;
  /** Stand on it. */
  readonly riders: readonly Group[];
  /** Hang in the air over it. */
  readonly aloft: readonly Group[];
  /** Look out of it. */
  readonly inside: readonly Group[];
  /** Stand behind it, mostly larger. */
  readonly behind: readonly Group[];
  readonly worn: readonly Group[];
  readonly held: readonly Group[];
}

export interface Grouped {
  readonly groups: readonly Group[];
  /** What belongs into a corner of the sky. */
  readonly skyThings: readonly Subject[];
}

const IN_SKY: ReadonlySet<Relation> = new Set(['beside', 'under']);

/** Groups the subjects of a reading by their relations, in the order in which they were named. */
export function grouped({ subjects }: Pick<Reading, 'subjects'>): Grouped {
  const groups: Group[] = [];
  const skyThings: Subject[] = [];
  const hasOthers = subjects.some(({ icon }) => !SKY_THINGS.has(icon));
  let isAfterSkyThing = false;
  for (const subject of subjects) {
    const last = groups.at(-1);
    const { relation } = subject;
    const isInSky = hasOthers && SKY_THINGS.has(subject.icon) && IN_SKY.has(relation);
    if (isInSky) skyThings.push(subject);
    else if (last === undefined) groups.push(alone(subject));
    // Only the sky thing is over "the house" of "a cat and the moon over a house".
    else if (isAfterSkyThing) groups.push(alone(subject));
    else groups.splice(-1, 1, ...joined(last, subject));
    isAfterSkyThing = isInSky && relation === 'beside';
  }
  return { groups, skyThings };
}

/** The group and what a subject makes of it, or the two side by side. */
function joined(group: Group, subject: Subject): Group[] {
  const other = alone(subject);
  switch (subject.relation) {
    case 'beside':
      return [group, other];
    case 'on':
      return [{ ...other, riders: [group] }];
    case 'over':
      return [{ ...other, aloft: [group] }];
    case 'under':
      return SHELTERS.has(subject.icon)
        ? [{ ...group, behind: [...group.behind, other] }]
        : [{ ...group, aloft: [...group.aloft, other] }];
    case 'in':
      return [{ ...other, inside: [group] }];
    case 'holds':
      return [{ ...group, inside: [...group.inside, other] }];
    case 'behind':
      return [{ ...other, behind: [group] }];
    case 'before':
      return [{ ...group, behind: [...group.behind, other] }];
    case 'wearing':
      return CLOTHES_ON_HEADS.has(subject.icon)
        ? [{ ...group, worn: [...group.worn, other] }]
        : [{ ...group, held: [...group.held, other] }];
    case 'holding':
      return [{ ...group, held: [...group.held, other] }];
  }
}

function alone(base: Subject): Group {
  return { base, riders: [], aloft: [], inside: [], behind: [], worn: [], held: [] };
}
