import { clearLine, cursorTo } from 'node:readline';

import type { Clock } from '../platform/clock.js';

/** Where progress is shown: standard error, so that results can be piped. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): boolean;
}

const BAR_WIDTH = 24;
/** A terminal is redrawn at most ten times a second. */
const REDRAW_AFTER_MS = 100;
/** Elsewhere a line is written now and then. */
const LINE_AFTER_MS = 10_000;

/** Shows how far long work is: a bar on a terminal, elsewhere a plain line every ten seconds. */
export class Progress {
  private shownMs: number;

  /** @param total how much there is to do; null where nobody knows. */
  constructor(
    private readonly stream: ProgressStream & NodeJS.WritableStream,
    private readonly clock: Clock,
    private readonly label: string,
    private readonly total: number | null,
  ) {
    this.shownMs = clock.now();
  }

  /** Tells that so much is done, of the total. */
  update(done: number): void {
    const nowMs = this.clock.now();
    const isTerminal = this.stream.isTTY === true;
    if (nowMs - this.shownMs < (isTerminal ? REDRAW_AFTER_MS : LINE_AFTER_MS)) return;
    this.shownMs = nowMs;
    if (!isTerminal) {
      this.stream.write(`${this.label}: ${this.amounts(done)}\n`);
      return;
    }
    cursorTo(this.stream, 0);
    this.stream.write(`${this.label} ${this.bar(done)}${this.amounts(done)}`);
    clearLine(this.stream, 1);
  }

  /** The work is over: the bar goes. */
  end(): void {
    if (this.stream.isTTY !== true) return;
    cursorTo(this.stream, 0);
    clearLine(this.stream, 0);
  }

  private amounts(done: number): string {
    const count = done.toLocaleString('en');
    if (this.total === null) return count;
    const percent = Math.floor(this.share(done) * 100);
    return `${count} of ${this.total.toLocaleString('en')} (${percent} %)`;
  }

  private bar(done: number): string {
    if (this.total === null) return '';
    const full = Math.round(this.share(done) * BAR_WIDTH);
    return `[${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}] `;
  }

  /** More may come while the work goes on than was there when it was counted. */
  private share(done: number): number {
    return Math.min(1, done / Math.max(this.total ?? 0, 1));
  }
}
