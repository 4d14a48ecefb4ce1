import type { InjectionToken } from 'tsyringe';

/** Where health and metrics are served. */
export interface HttpPlace {
  /** An IP address, or `localhost`. */
  readonly host: string;
  readonly port: number;
}

/** Null: nowhere. */
export const HTTP_PLACE: InjectionToken<HttpPlace | null> = Symbol('HttpPlace');
