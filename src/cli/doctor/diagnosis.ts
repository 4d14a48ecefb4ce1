import { AppError } from '../../platform/app-error.js';
import { errorText } from '../error-text.js';

/** How one thing is. */
export interface Diagnosis {
  /** What was looked at. */
  readonly what: string;
  readonly passed: boolean;
  /** How it is, and where it is not well, what can be done. */
  readonly says: string;
}

/** @param says how it is. */
export function passed(what: string, says: string): Diagnosis {
  return { what, passed: true, says };
}

/** @param says how it is, and what can be done. */
export function failed(what: string, says: string): Diagnosis {
  return { what, passed: false, says };
}

/**
 * What `look` finds; where it throws an `AppError`, that is the finding.
 *
 * @param remedy what can be done then, where the error itself does not say it.
 */
export async function diagnose(
  what: string,
  look: () => Promise<Diagnosis[]>,
  remedy = '',
): Promise<Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [failed(what, [errorText(error), remedy].filter(Boolean).join(' '))];
  }
}
