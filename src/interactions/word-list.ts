import { plainWords, readAsLetters, unspaced } from './word-forms.js';

/**
 * Words and phrases that prompts may not have. They are compared as whole words, without regard to
 * case, accents, invisible characters, other forms of a letter, and letters, digits and signs that
 * look alike. In scripts without spaces they are found within the text.
 */
export class WordList {
  private readonly plain = new Map<string, string>();
  private readonly folded = new Map<string, string>();
  private readonly within = new Map<string, string>();
  private maxWords = 0;

  /** @param entries each a word or words with spaces between them, in any spelling. */
  constructor(entries: readonly string[]) {
    for (const entry of entries) this.add(entry);
  }

  get size(): number {
    return this.plain.size;
  }

  /** The first entry that `text` has, as the list spells it; null: none. */
  firstIn(text: string): string | null {
    if (this.size === 0) return null;
    const words = plainWords(text);
    const joined = words.join(' ');
    const inside = [...this.within].find(([form]) => joined.includes(form))?.[1];
    if (inside !== undefined) return inside;
    const readings = readAsLetters(text);
    const disguised = readings.map(({ isDisguised }) => isDisguised);
    return (
      this.firstAmong(words, this.plain) ??
      this.firstAmong(
        readings.map(({ word }) => word),
        this.folded,
        (from, to) => disguised.slice(from, to).includes(true),
      )
    );
  }

  private add(entry: string): void {
    const words = plainWords(entry);
    if (words.length === 0) return;
    const form = words.join(' ');
    this.plain.set(form, entry);
    const readings = readAsLetters(entry).map(({ word }) => word);
    this.folded.set(readings.join(' '), entry);
    if (unspaced(form)) this.within.set(form, entry);
    this.maxWords = Math.max(this.maxWords, words.length, readings.length);
  }

  private firstAmong(
    words: readonly string[],
    forms: ReadonlyMap<string, string>,
    counts: (from: number, to: number) => boolean = () => true,
  ): string | null {
    for (let from = 0; from < words.length; from += 1) {
      const last = Math.min(words.length, from + this.maxWords);
      for (let to = from + 1; to <= last; to += 1) {
        const entry = forms.get(words.slice(from, to).join(' '));
        if (entry !== undefined && counts(from, to)) return entry;
      }
    }
    return null;
  }
}

/** The entries of a list: one a line; empty lines and lines that begin with # are left out. */
export function entriesIn(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
