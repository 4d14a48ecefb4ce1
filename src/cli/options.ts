import { InvalidArgumentError, Option } from 'commander';

import { INTERACTION_ID_PATTERN } from '../interactions/interaction-id.js';

const WHOLE_ID = new RegExp(`^${INTERACTION_ID_PATTERN}$`);

/** Reads a whole number within limits from the command line. */
export function wholeNumberIn(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

/** Reads an id of Discord, as `Copy User ID` gives it. */
export function discordId(text: string): string {
  if (/^\d{15,20}$/.test(text)) return text;
  throw new InvalidArgumentError('It takes an id of Discord: 15 to 20 digits.');
}

/** Reads a whole interaction id. */
export function interactionId(text: string): string {
  const id = text.toLowerCase();
  if (WHOLE_ID.test(id)) return id;
  throw new InvalidArgumentError('It takes the whole id, as it stands in the footer of the card.');
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
