import type { InjectionToken } from 'tsyringe';

/** Where health and metrics are served. */
export interface HttpAddress {
  /** An IP address, or `localhost`. */
  readonly host: string;
  readonly port: number;
}

/** Null: not served. */
export const HTTP_ADDRESS: InjectionToken<HttpAddress | null> = Symbol('HttpAddress');
