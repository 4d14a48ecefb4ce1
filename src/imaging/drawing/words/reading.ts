import {
  COLORS,
  COUNTS,
  FILLERS,
  GROUPS,
  NEGATIONS,
  RELATIONS,
  SIZES,
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

const TOKEN =
  /\p{Extended_Pictographic}\u{FE0F}?(?:\u{200D}\p{Extended_Pictographic}\u{FE0F}?)*|[\p{L}\p{N}]+(?:['’][\p{L}]+)?|[,.;:!?\n]/gu;

/** Finds what a prompt names, without understanding what it says: word for word, from the left. */
export function readPrompt(prompt: string, words: Lexicon = lexicon()): Reading {
  const tokens = (prompt.normalize('NFKC').toLowerCase().match(TOKEN) ?? []).slice(0, MAX_TOKENS);
  const reader = new Reader(words);
  for (let at = 0; at < tokens.length;) at += reader.take(tokens, at);
  return reader.reading;
}

/** What was said about the thing that comes next. */
interface Pending {
  readonly relation: Relation;
  readonly count: number | null;
  readonly size: number;
  readonly color: Subject['color'];
  readonly isNegated: boolean;
}

const NOTHING_SAID: Pending = {
  relation: 'beside',
  count: null,
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
    const [word = ''] = tokens.slice(at, at + 1);
    if (/^[,.;:!?\n]$/.test(word)) this.pending = NOTHING_SAID;
    else if (!FILLERS.has(word)) this.unknown += 1;
    return 1;
  }

  private takePhrase(phrase: string, rest: readonly string[]): boolean {
    if (NEGATIONS.has(phrase)) return this.say({ isNegated: true });
    const quality = this.qualityOf(phrase, rest);
    if (quality !== undefined) return this.say(quality);
    const hint = HINTS.get(phrase);
    if (hint !== undefined) return this.takeHint(hint);
    // "A flock of birds" is several birds, "a bowl of soup" one bowl.
    if (phrase === 'of' && this.pending.count !== null) return true;
    const relation = RELATIONS.get(phrase);
    if (relation !== undefined) return this.say({ ...NOTHING_SAID, relation });
    const named = FILLERS.has(phrase) ? undefined : this.words.find(phrase);
    if (named === undefined) return false;
    this.takeSubject(named);
    return true;
  }

  /** A count, size or color, of which the last may be a thing itself: "an orange". */
  private qualityOf(phrase: string, rest: readonly string[]): Partial<Pending> | undefined {
    const [next = ''] = rest;
    const ofGroup = next === 'of' ? GROUPS.get(phrase) : undefined;
    const count =
      ofGroup ?? COUNTS.get(phrase) ?? (/^\d{1,9}$/.test(phrase) ? Number(phrase) : undefined);
    if (count !== undefined) return { count: Math.min(Math.max(count, 1), 9) };
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

  private takeHint(hint: Hint): true {
    if (!this.pending.isNegated) this.hint = { ...hint, ...this.hint };
    this.pending = NOTHING_SAID;
    return true;
  }

  private takeSubject({ icon, category, isPlural }: Named): void {
    const { relation, count, size, color, isNegated } = this.pending;
    this.pending = { ...NOTHING_SAID, isNegated: false };
    if (isNegated || this.subjects.length === MAX_SUBJECTS) return;
    if (this.subjects.some((subject) => subject.icon === icon)) return;
    this.subjects.push({
      icon,
      category,
      count: count ?? (isPlural ? SEVERAL : 1),
      relation: this.subjects.length === 0 ? 'beside' : relation,
      size,
      color,
    });
  }
}
