import type { InjectionToken } from 'tsyringe';

/** How many interactions one person may keep from cleanup; 0: none. */
export const KEPT_PER_PERSON: InjectionToken<number> = Symbol('kept per person');
