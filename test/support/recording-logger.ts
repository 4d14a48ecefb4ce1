import type { Logger } from '../../src/platform/logger.js';

/** One line of a log. */
export interface LogLine {
  readonly level: keyof Logger;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A logger that keeps its lines. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];
  readonly debug = this.at('debug');
  readonly info = this.at('info');
  readonly warn = this.at('warn');
  readonly error = this.at('error');

  /** The sentences logged at one level. */
  messages(level: keyof Logger): string[] {
    return this.lines.filter((line) => line.level === level).map(({ message }) => message);
  }

  private at(level: keyof Logger): (fields: unknown, message?: unknown) => void {
    return (fields, message) => {
      const userMessage = typeof fields === 'string' ? fields : message;
      this.lines.push({
        level,
        fields: typeof fields === 'object' && fields !== null ? { ...fields } : {},
        message: typeof userMessage === 'string' ? userMessage : '',
      });
    };
  }
}
