import {
  COLORS,
  COUNTS,
  FILLERS,
  GROUPS,
  NEGATIONS,
  RELATIONS,
  SIZES,
  UNITS,
  type Relation,
} from './grammar.js';
import { lexicon, type Lexicon, type Named } from './lexicon.js';
import { HINTS, type Hint } from './settings-of-words.js';

/** A thing that a prompt names. */
export interface Subject {
  /** The name of its icon. */
  readonly icon: string;
  /** The icon's category, for example `Food & Drink`. */
  readonly category: string;
  /** 1–9. */
  readonly count: number;
  /** How it stands to the subject before it; `beside` for the first. */
  readonly relation: Relation;
  /** A factor of its natural size; 1 where nothing is said. */
  readonly size: number;
  /** Hue, saturation and lightness that were asked for. */
  readonly color: readonly [number, number, number] | null;
}

/** What is understood of a prompt. */
export interface Reading {
  readonly subjects: readonly Subject[];
  /** What is said about place, light, weather and season; what is said first counts. */
  readonly hint: Hint;
  /** Whether there is something to draw; else the words are all there is. */
  readonly isUnderstood: boolean;
}

/** More things in one picture would be too small to see. */
const MAX_SUBJECTS = 6;
/** What comes later is detail. */
const MAX_TOKENS = 150;
const LONGEST_PHRASE = 4;
const SEVERAL = 3;
const MOST = 9;
/** Before one thing, a larger number is a year or a name: "a 1950 car". */
const LARGEST_COUNT = 20;
/** How far ahead "or" ends a list: "without umbrellas, small crabs or shells". */
const LIST_AHEAD = 4;

/** An emoji, a number such as 1,000 or 16:9, a word, or a sign that ends a part of a sentence. */
const TOKEN =
  /\p{Extended_Pictographic}\u{FE0F}?(?:\u{200D}\p{Extended_Pictographic}\u{FE0F}?)*|\d{1,3}(?:,\d{3})+|\d+[:x×]\d+|[\p{L}\p{N}]+(?:'[\p{L}]+)?|[,.;:!?\n]/gu;

/** Finds what a prompt names, without understanding what it says: word for word, from the left. */
export function readPrompt(prompt: string, words: Lexicon = lexicon()): Reading {
  const plain = prompt.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  // A color of skin would part an emoji from what it is joined to.
  const tokens =
    plain
      .replaceAll(/\p{Emoji_Modifier}/gu, '')
      .match(TOKEN)
      ?.slice(0, MAX_TOKENS) ?? [];
  const reader = new Reader(words);
  for (let at = 0; at < tokens.length;) at += reader.take(tokens, at);
  return reader.reading;
}

/** What was said about the thing that comes next. */
interface Pending {
  readonly relation: Relation;
  readonly count: number | null;
  /** Whether the count is written in digits, as years, units and names are, too. */
  readonly isFigure: boolean;
  /** Whether a word that nothing is known of came after that. */
  readonly isApart: boolean;
  readonly size: number;
  readonly color: Subject['color'];
  readonly isNegated: boolean;
}

const NOTHING_SAID: Pending = {
  relation: 'beside',
  count: null,
  isFigure: false,
  isApart: false,
  size: 1,
  color: null,
  isNegated: false,
};

class Reader {
  private readonly subjects: Subject[] = [];
  private hint: Hint = {};
  private pending: Pending = NOTHING_SAID;
  private unknown = 0;

  constructor(private readonly words: Lexicon) {}

  get reading(): Reading {
    const { subjects, hint } = this;
    const isOnlyMood = hint.place === undefined && Object.keys(hint).length > 0;
    const isScene = hint.place !== undefined || (isOnlyMood && this.unknown === 0);
    return { subjects, hint, isUnderstood: subjects.length > 0 || isScene };
  }

  /** Takes the longest phrase that is known at this place; returns the number of its tokens. */
  take(tokens: readonly string[], at: number): number {
    for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 0; length -= 1) {
      const phrase = tokens.slice(at, at + length).join(' ');
      if (this.takePhrase(phrase, tokens.slice(at + length))) return length;
    }
    const [word = '', ...rest] = tokens.slice(at);
    if (/^[,.;:!?\n]$/.test(word)) this.endPart(word, rest);
    else if (!FILLERS.has(word)) {
      this.unknown += 1;
      this.say({ isApart: true });
    }
    return 1;
  }

  /**
   * What is excluded goes on after a comma where "or" ends the list: "no crabs, shells or nets".
   */
  private endPart(sign: string, rest: readonly string[]): void {
    const isList = sign === ',' && rest.slice(0, LIST_AHEAD).includes('or');
    this.pending = { ...NOTHING_SAID, isNegated: isList && this.pending.isNegated };
  }

  private takePhrase(phrase: string, rest: readonly string[]): boolean {
    if (NEGATIONS.has(phrase)) return this.say({ isNegated: true });
    const { count, isFigure, isNegated } = this.pending;
    if (isFigure && UNITS.has(phrase)) return this.say({ count: null, isFigure: false });
    const quality = this.qualityOf(phrase, rest);
    if (quality !== undefined) return this.say(quality);
    const hint = HINTS.get(phrase);
    if (hint !== undefined) {
      if (!isNegated) this.hint = { ...hint, ...this.hint };
      return this.say(afterThing(isNegated, rest));
    }
    // "A flock of birds" is several birds, "a bowl of soup" one bowl.
    if (phrase === 'of' && count !== null) return true;
    const relation = RELATIONS.get(phrase);
    if (relation !== undefined) return this.say({ ...NOTHING_SAID, relation, isNegated });
    const named = FILLERS.has(phrase) ? undefined : this.words.find(phrase);
    if (named === undefined) return false;
    if (!isNegated) this.takeSubject(named);
    return this.say(afterThing(isNegated, rest));
  }

  /** A count, size or color, of which the last may be a thing itself: "an orange". */
  private qualityOf(phrase: string, rest: readonly string[]): Partial<Pending> | undefined {
    const [next = ''] = rest;
    const ofGroup = next === 'of' ? GROUPS.get(phrase) : undefined;
    const count = ofGroup ?? COUNTS.get(phrase);
    if (count !== undefined) return { count, isFigure: false, isApart: false };
    const figure = /^[\d,]*\d$/.test(phrase) ? Number(phrase.replaceAll(',', '')) : undefined;
    if (figure === 0) return { isNegated: true };
    if (figure !== undefined) return { count: figure, isFigure: true, isApart: false };
    const size = SIZES.get(phrase);
    if (size !== undefined) return { size };
    const color = COLORS.get(phrase);
    const isThing = this.words.find(phrase) !== undefined && this.words.find(next) === undefined;
    return color === undefined || isThing || HINTS.has(`${phrase} ${next}`) ? undefined : { color };
  }

  private say(said: Partial<Pending>): true {
    this.pending = { ...this.pending, ...said };
    return true;
  }

  private takeSubject(named: Named): void {
    if (this.subjects.length === MAX_SUBJECTS || this.isNamedAgain(named)) return;
    const { relation, size, color } = this.pending;
    const { icon, category } = named;
    this.subjects.push({
      icon,
      category,
      count: this.countOf(named),
      relation: this.subjects.length === 0 ? 'beside' : relation,
      size,
      color,
    });
  }

  /** "A cat … the cat" is one cat, "a cat … a cat" and "a red car … a blue car" are two things. */
  private isNamedAgain({ icon }: Named): boolean {
    const { count, size, color } = this.pending;
    if (count !== null) return false;
    return this.subjects.some(
      (subject) =>
        subject.icon === icon &&
        (color === null || color === subject.color) &&
        (size === 1 || size === subject.size),
    );
  }

  private countOf({ isPlural }: Named): number {
    const { count, isFigure, isApart } = this.pending;
    if (count === null) return isPlural ? SEVERAL : 1;
    const isName = isFigure && !isPlural && (isApart || count > LARGEST_COUNT);
    return isName ? 1 : Math.min(count, MOST);
  }
}

/** What is excluded goes on over "or", and over "and" without an article: "no cats and dogs". */
function afterThing(isNegated: boolean, [next = '', afterNext = '']: readonly string[]): Pending {
  const isSame = next === 'and' && !COUNTS.has(afterNext) && afterNext !== 'the';
  return { ...NOTHING_SAID, isNegated: isNegated && (isSame || [',', 'or', 'nor'].includes(next)) };
}
