import type { SandboxClock } from './clock.js';

/** Which requests a rule is about; what is absent matches all. */
export interface RequestMatch {
  readonly method?: string;
  /** A route such as `/channels/:channelId/messages` (names of parameters do not matter), or a pattern for the path. */
  readonly route?: string | RegExp;
}

/** What goes wrong with a request. */
export type FaultEffect =
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'cut' };

/** A rule: the next `times` matching requests get the effect. */
export interface FaultRule extends RequestMatch {
  readonly effect: FaultEffect;
  /** How many requests it hits, once unless told; `Infinity` for all. */
  readonly times?: number;
  /** Hits each n-th matching request, the first one first; every one unless told. */
  readonly every?: number;
  /** `after`: the request is carried out, and only its answer is lost. `before` unless told. */
  readonly when?: 'before' | 'after';
}

/** A rate limit to be switched on. */
export interface RateLimit extends RequestMatch {
  readonly limit: number;
  readonly windowMs: number;
  readonly global?: boolean;
}

/** Where a rate limit stands for one request. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
  readonly isExceeded: boolean;
  readonly isGlobal: boolean;
  readonly bucket: string;
}

/** A request as rules look at it: its route has no version prefix. */
export interface RoutedRequest {
  readonly method: string;
  readonly route: string;
  readonly path: string;
}

function normalized(route: string): string {
  return route.replaceAll(/:\w+/g, ':id');
}

/** Whether a request is among those a rule is about. */
export function matches(match: RequestMatch, request: RoutedRequest): boolean {
  const { method, route } = match;
  const isMethod = method === undefined || method.toUpperCase() === request.method;
  if (!isMethod || route === undefined) {
    return isMethod;
  }
  return typeof route === 'string'
    ? normalized(route) === normalized(request.route)
    : route.test(request.path);
}

/** Adds an entry to a list; the answer takes it out again. */
function added<T>(list: T[], entry: T): () => void {
  list.push(entry);
  return () => {
    const index = list.indexOf(entry);
    if (index !== -1) {
      list.splice(index, 1);
    }
  };
}

/** What a test lets go wrong on purpose: failing, slow and cut requests, and rate limits. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; left: number; seen: number }[] = [];
  readonly #limits: {
    readonly limit: RateLimit;
    readonly bucket: string;
    used: number;
    resetAtMs: number;
  }[] = [];
  #buckets = 0;

  constructor(private readonly clock: SandboxClock) {}

  /** Adds a rule; the answer takes it back. */
  add(rule: FaultRule): () => void {
    return added(this.#rules, { rule, left: rule.times ?? 1, seen: 0 });
  }

  /**
   * Lets at most `limit` matching requests through per window; more get 429. The answer takes it
   * back.
   */
  rateLimit(limit: RateLimit): () => void {
    const bucket = `sandbox-bucket-${this.#buckets}`;
    this.#buckets += 1;
    return added(this.#limits, { limit, bucket, used: 0, resetAtMs: 0 });
  }

  /** Takes all rules and limits back. */
  clear(): void {
    this.#rules.length = 0;
    this.#limits.length = 0;
  }

  /** The effect that befalls a request now, if any; counts as one of the rule's times. */
  take(request: RoutedRequest, when: 'before' | 'after'): FaultEffect | undefined {
    for (const entry of this.#rules) {
      const { rule, left } = entry;
      if (left > 0 && (rule.when ?? 'before') === when && matches(rule, request)) {
        const isHit = entry.seen % (rule.every ?? 1) === 0;
        entry.seen += 1;
        if (isHit) {
          entry.left -= 1;
          return rule.effect;
        }
      }
    }
    return undefined;
  }

  /** Counts a request against the first rate limit about it, if there is one. */
  countAgainstLimit(request: RoutedRequest): RateLimitState | undefined {
    const entry = this.#limits.find(({ limit }) => matches(limit, request));
    if (entry === undefined) {
      return undefined;
    }
    const { limit, windowMs, global: isGlobal = false } = entry.limit;
    if (this.clock.now() >= entry.resetAtMs) {
      entry.used = 0;
      entry.resetAtMs = this.clock.now() + windowMs;
    }
    const isExceeded = entry.used >= limit;
    entry.used += isExceeded ? 0 : 1;
    const { resetAtMs, used, bucket } = entry;
    return { limit, remaining: limit - used, resetAtMs, isExceeded, isGlobal, bucket };
  }
}
