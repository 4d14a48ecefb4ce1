import { InvalidArgumentError, Option } from 'commander';

/** Reads a whole number within limits from the command line. */
export function wholeNumberIn(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

/** For commands that ask before they do what cannot be undone. */
export function yesOption(): Option {
  return new Option('--yes', 'do not ask');
}

/** Examples under the help of a command, one a line: what to type, and what it does. */
export function examples(...lines: readonly (readonly [command: string, does: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, does]) => `  ${command.padEnd(width)}  ${does}`).join('\n')}`;
}
