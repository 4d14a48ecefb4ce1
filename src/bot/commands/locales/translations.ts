import { Locale } from 'discord.js';

import type { CommandTexts } from './english.js';
import { FRENCH } from './french.js';
import { GERMAN } from './german.js';
import { JAPANESE } from './japanese.js';
import { LATIN_AMERICAN_SPANISH } from './latin-american-spanish.js';
import { PORTUGUESE } from './portuguese.js';
import { SPANISH } from './spanish.js';

/** All languages but English, by the names that Discord gives them. */
export const TRANSLATIONS = {
  [Locale.German]: GERMAN,
  [Locale.French]: FRENCH,
  [Locale.SpanishES]: SPANISH,
  [Locale.SpanishLATAM]: LATIN_AMERICAN_SPANISH,
  [Locale.PortugueseBR]: PORTUGUESE,
  [Locale.Japanese]: JAPANESE,
} satisfies Partial<Record<Locale, CommandTexts>>;
