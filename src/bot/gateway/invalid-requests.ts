import type { RESTOptions } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { METRICS, type InvalidStatus, type Metrics } from '../../platform/metrics.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Discord counts for ten minutes, and bans the address after 10,000. */
const WINDOW_MS = 10 * 60_000;

/** From here on, what was refused in these ten minutes is not asked again. */
const CAREFUL_AT = 1_000;

/** From here on, nothing but answers to people's clicks is sent. */
const SILENT_AT = 5_000;

/** Answers to clicks carry no token of the bot, and are never among those that Discord counts. */
const CLICK_ANSWER = /\/interactions\/\d+\/[^/]+\/callback$/;

/** The request, without what makes it different from others to the same place. */
function kindOf(url: string, method = 'GET'): string {
  const [, kind = '', place = '', rest = ''] =
    /^(?:\/api)?(?:\/v\d+)?\/([^/]+)\/([^/]+)(.*)$/.exec(new URL(url).pathname) ?? [];
  return `${method} ${kind}/${place}${rest.replaceAll(/\d{15,}/g, 'id')}`;
}

function isInvalid(status: number): status is InvalidStatus {
  return status === 401 || status === 403 || status === 429;
}

/**
 * Counts the requests that Discord calls invalid (401, 403, 429) over ten minutes, and holds back
 * those that would probably be invalid again, long before Discord bans the address of this machine.
 */
@injectable()
export class InvalidRequests {
  /** Those of the last ten minutes, oldest first. */
  private readonly recent: { readonly atMs: number; readonly kind: string }[] = [];
  private isTold = false;

  constructor(
    @inject(CLOCK) private readonly clock: Clock,
    @inject(METRICS) private readonly metrics: Metrics,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many there were in the last ten minutes. */
  get count(): number {
    const sinceMs = this.clock.now() - WINDOW_MS;
    const current = this.recent.findIndex(({ atMs }) => atMs > sinceMs);
    this.recent.splice(0, current === -1 ? this.recent.length : current);
    return this.recent.length;
  }

  /**
   * An option of discord.js: sends a request like `send`, and counts its answer.
   *
   * @throws AppError `discord.held_back` for a request that is not sent.
   */
  counting(send: MakeRequest): MakeRequest {
    return async (url, init) => {
      const kind = kindOf(url, init.method);
      if (this.isHeldBack(url, kind)) throw this.heldBack();
      const answer = await send(url, init);
      // A limit that is shared with other bots is not this one's fault.
      const isShared = answer.headers.get('x-ratelimit-scope') === 'shared';
      if (isInvalid(answer.status) && !isShared) this.note(answer.status, kind);
      return answer;
    };
  }

  private isHeldBack(url: string, kind: string): boolean {
    const { count } = this;
    if (count < CAREFUL_AT) {
      this.isTold = false;
      return false;
    }
    if (count < SILENT_AT) return this.recent.some((each) => each.kind === kind);
    return !CLICK_ANSWER.test(url);
  }

  private note(status: InvalidStatus, kind: string): void {
    this.recent.push({ atMs: this.clock.now(), kind });
    this.metrics.invalidRequest(status);
    const { count } = this;
    if (count < CAREFUL_AT || this.isTold) return;
    this.isTold = true;
    this.logger.error(
      { count, last: kind.replace(/(webhooks|interactions)\/.*/, '$1'), status },
      'Discord refuses too many requests, so those that it refused are held back; beyond 10,000 in ten minutes it bans this address',
    );
  }

  private heldBack(): AppError {
    this.metrics.requestHeldBack();
    return new AppError({
      code: 'discord.held_back',
      retryable: true,
      userMessage:
        'Discord refused too many of my requests in the last minutes, so I hold this one back. Please try again in ten minutes.',
    });
  }
}
