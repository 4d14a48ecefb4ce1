import type { SandboxClock } from './clock.js';

/** Which requests a rule matches; an absent field matches all. */
export interface RequestMatch {
  readonly method?: string;
  /**
   * A route such as `/channels/:channelId/messages` (parameter names do not matter), or a pattern
   * for the path.
   */
  readonly route?: string | RegExp;
  /** Matches bodies that hold this text, any file, or a file of this size. */
  readonly carrying?: { readonly text: string } | { readonly atLeastBytes: number } | 'file';
}

/** What a fault does to a request. */
export type FaultEffect =
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'cut' };

/** A rule: the next `times` matching requests get the effect. */
export interface FaultRule extends RequestMatch {
  readonly effect: FaultEffect;
  /** How many requests it affects; one by default, `Infinity` for all. */
  readonly times?: number;
  /** Affects each n-th matching request, starting with the first; every one by default. */
  readonly every?: number;
  /** `after`: the request is processed, and only its answer is lost. The default is `before`. */
  readonly when?: 'before' | 'after';
}

/** A rate limit. */
export interface RateLimit extends RequestMatch {
  readonly limit: number;
  readonly windowMs: number;
  readonly global?: boolean;
}

/** The state of a rate limit for one request. */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
  readonly isExceeded: boolean;
  readonly isGlobal: boolean;
  readonly bucket: string;
}

/** A request as rules see it: its route has no version prefix. */
export interface RoutedRequest {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  /** The parsed JSON body; absent while it is not read. */
  readonly body?: unknown;
  readonly files?: readonly { readonly size: number }[];
}

function normalized(route: string): string {
  return route.replaceAll(/:\w+/g, ':id');
}

/** Whether a rule matches a request. */
export function matches(match: RequestMatch, request: RoutedRequest): boolean {
  const { method, route, carrying } = match;
  const isMethod = method === undefined || method.toUpperCase() === request.method;
  if (carrying !== undefined && !carries(carrying, request)) {
    return false;
  }
  if (!isMethod || route === undefined) {
    return isMethod;
  }
  return typeof route === 'string'
    ? normalized(route) === normalized(request.route)
    : route.test(request.path);
}

function carries(wanted: RequestMatch['carrying'], { body, files = [] }: RoutedRequest): boolean {
  if (wanted === 'file') {
    return files.length > 0;
  }
  if (wanted !== undefined && 'atLeastBytes' in wanted) {
    return files.some(({ size }) => size >= wanted.atLeastBytes);
  }
  return wanted !== undefined && JSON.stringify(body ?? null).includes(wanted.text);
}

/** Adds an entry to a list, and returns a function that removes it. */
function added<T>(list: T[], entry: T): () => void {
  list.push(entry);
  return () => {
    const index = list.indexOf(entry);
    if (index !== -1) {
      list.splice(index, 1);
    }
  };
}

/** What Discord answers when automatic moderation blocks a text. */
export const BLOCKED_TEXT: FaultEffect = {
  kind: 'status',
  status: 400,
  body: { code: 200_000, message: 'Message was blocked by automatic moderation' },
};

/** What Discord answers when its filter takes a picture for explicit. */
export const EXPLICIT_PICTURE: FaultEffect = {
  kind: 'status',
  status: 400,
  body: { code: 20_009, message: 'Explicit content cannot be sent to the desired recipient(s)' },
};

/** The faults of a test: failing, slow and cut requests, and rate limits. */
export class Faults {
  /**
   * When the gateway tells of an edit, in milliseconds after the answer of the request that made
   * it; before it where this is negative.
   */
  editEventLagMs = 0;
  /**
   * Whether a resumed session gets all events after the number that it names. Otherwise it gets
   * only those that no heartbeat has acknowledged; Discord does not say which of both it does.
   */
  replaysAcknowledged = false;
  /**
   * How fast the bot's line carries the body of a request to Discord; each has it to itself. The
   * time passes on the sandbox's clock, before the request is processed.
   */
  bytesPerSecond = Infinity;
  /** Names of files of which the CDN sends a byte now and then, and never the last one. */
  readonly drippingFiles = new Set<string>();
  readonly #rules: { readonly rule: FaultRule; left: number; seen: number }[] = [];
  readonly #limits: {
    readonly limit: RateLimit;
    readonly bucket: string;
    used: number;
    resetAtMs: number;
  }[] = [];
  #buckets = 0;

  constructor(private readonly clock: SandboxClock) {}

  /** Adds a rule, and returns a function that removes it. */
  add(rule: FaultRule): () => void {
    return added(this.#rules, { rule, left: rule.times ?? 1, seen: 0 });
  }

  /**
   * Allows at most `limit` matching requests per window; others get 429. Returns a function that
   * removes the limit.
   */
  rateLimit(limit: RateLimit): () => void {
    const bucket = `sandbox-bucket-${this.#buckets}`;
    this.#buckets += 1;
    return added(this.#limits, { limit, bucket, used: 0, resetAtMs: 0 });
  }

  /** Removes all rules and limits. */
  clear(): void {
    this.#rules.length = 0;
    this.#limits.length = 0;
    this.editEventLagMs = 0;
    this.replaysAcknowledged = false;
    this.bytesPerSecond = Infinity;
    this.drippingFiles.clear();
  }

  /** The fault that applies to a request now, if any. It counts as one of the rule's times. */
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

  /** Counts a request against the first matching rate limit, if there is one. */
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
