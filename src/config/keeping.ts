import type { InjectionToken } from 'tsyringe';

/** How long interactions are kept after their last use. */
export interface Keeping {
  /** In days; 0: forever. */
  readonly retentionDays: number;
  /** For a preview that nobody has confirmed, in hours; 0: as all others. */
  readonly previewHours: number;
}

export const KEEPING: InjectionToken<Keeping> = Symbol('Keeping');
