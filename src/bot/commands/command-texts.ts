import type { LocalizationMap } from 'discord.js';

import { ENGLISH, type CommandTexts } from './locales/english.js';
import { TRANSLATIONS } from './locales/translations.js';

type English = typeof ENGLISH;
type MenuCommand = 'editPicture' | 'report' | 'removeCard';
type SlashCommand = Exclude<keyof English, MenuCommand>;
type OptionsOf<Key extends SlashCommand> = English[Key] extends { readonly options: infer Options }
  ? Options
  : never;

interface DescribedOption {
  readonly name: string;
  readonly description: string;
}

/** The name of a message's menu command, in all languages. */
export function menuTexts(key: MenuCommand) {
  return named(ENGLISH[key].name, (texts) => texts[key].name);
}

/** The name and the description of a command, in all languages. */
export function commandTexts(key: SlashCommand) {
  const { name, description } = ENGLISH[key];
  return {
    ...named(name, (texts) => texts[key].name),
    description,
    descriptionLocalizations: translated((texts) => texts[key].description),
  };
}

/** The name and the description of a command's option, in all languages. */
export function optionTexts<Key extends SlashCommand, Option extends keyof OptionsOf<Key> & string>(
  key: Key,
  option: Option,
) {
  const inAll = (texts: CommandTexts) => optionIn(texts[key], option);
  return {
    ...named(option, (texts) => inAll(texts).name),
    description: inAll(ENGLISH).description,
    descriptionLocalizations: translated((texts) => inAll(texts).description),
  };
}

/** The name of one of the choices of `/settings`, in all languages. */
export function choiceTexts(choice: keyof English['settings']['choices']) {
  return named(
    ENGLISH.settings.choices[choice].name,
    (texts) => texts.settings.choices[choice].name,
  );
}

function optionIn(command: CommandTexts[SlashCommand], option: string): DescribedOption {
  const options: Readonly<Record<string, DescribedOption>> =
    'options' in command ? command.options : {};
  const found = options[option];
  if (found === undefined) throw new Error(`No text names the option ${option}.`);
  return found;
}

function named<Name extends string>(name: Name, inLanguage: (texts: CommandTexts) => string) {
  return { name, nameLocalizations: translated(inLanguage) };
}

function translated(text: (texts: CommandTexts) => string): LocalizationMap {
  const languages = Object.entries(TRANSLATIONS);
  return Object.fromEntries(languages.map(([locale, texts]) => [locale, text(texts)]));
}
