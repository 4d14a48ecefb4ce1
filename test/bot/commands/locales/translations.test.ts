import { describe, expect, it } from '@jest/globals';

import { ENGLISH, type CommandTexts } from '../../../../src/bot/commands/locales/english.js';
import { TRANSLATIONS } from '../../../../src/bot/commands/locales/translations.js';

/**
 * Discord's rule for the names of slash commands and their options; they are in lower case as well.
 */
const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const isSlashName = (name: string) => SLASH_NAME.test(name) && name === name.toLowerCase();
const isBetween = (text: string, most: number) => text.length > 0 && text.length <= most;

interface Command {
  readonly name: string;
  readonly description: string;
  readonly options?: Readonly<
    Record<string, { readonly name: string; readonly description: string }>
  >;
}

function slashCommands(texts: CommandTexts): readonly Command[] {
  return Object.values(texts).filter((command) => 'description' in command);
}

const optionsOf = ({ options = {} }: Command) => Object.values(options);

/** What is there more than once. */
const repeated = (names: readonly string[]) => names.filter((name, n) => names.indexOf(name) < n);

describe.each(Object.entries({ 'en-US': ENGLISH, ...TRANSLATIONS }))(
  'the texts of the commands in %s',
  (_locale, texts) => {
    const commands = slashCommands(texts);
    const options = commands.flatMap(optionsOf);

    it('the names of commands and options obey Discord’s rules', () => {
      const names = [...commands, ...options].map(({ name }) => name);
      expect(names.filter((name) => !isSlashName(name))).toEqual([]);
      expect(isBetween(texts.editPicture.name, 32)).toBe(true);
    });

    it('the names of the commands are unique, and so are those of the options of each', () => {
      expect(repeated(commands.map(({ name }) => name))).toEqual([]);
      for (const command of commands)
        expect(repeated(optionsOf(command).map(({ name }) => name))).toEqual([]);
      const choices = Object.values(texts.settings.choices).map(({ name }) => name);
      expect(repeated(choices)).toEqual([]);
      expect(choices.every((name) => isBetween(name, 100))).toBe(true);
    });

    it('the descriptions have a length that Discord takes', () => {
      const descriptions = [...commands, ...options].map(({ description }) => description);
      expect(descriptions.filter((text) => !isBetween(text, 100))).toEqual([]);
    });
  },
);

it('the bot knows each option by its English name', () => {
  for (const { options = {} } of slashCommands(ENGLISH))
    expect(Object.values(options).map(({ name }) => name)).toEqual(Object.keys(options));
});
