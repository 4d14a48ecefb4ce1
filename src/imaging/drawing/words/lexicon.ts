import { readEmoji, type Emoji } from './icon-set.js';
import { NO_NOUNS, SYNONYMS } from './word-lists.js';
import { singularsOf } from './singular.js';

/** What a word of a prompt names. */
export interface Named {
  readonly icon: string;
  readonly category: string;
  readonly isPlural: boolean;
}

/**
 * How far an emoji of a category is from being what a noun names. What is missing here is never
 * meant by a noun: faces for feelings, signs, flags.
 */
const DISTANCE_OF: Readonly<Record<string, number>> = {
  'Animals & Nature': 0,
  'Food & Drink': 0,
  'Travel & Places': 1,
  Objects: 1,
  Activities: 2,
  'People & Body': 4,
  'Smileys & Emotion': 8,
};
/** A keyword that is further back says something about the picture rather than naming it. */
const MAX_KEYWORDS = 9;

const EXACT = 0;
const LAST_WORD = 3;
const KEYWORD = 5;

interface Candidate {
  readonly emoji: Emoji;
  readonly distance: number;
}

/** Words and phrases, and the icons that show what they name. */
export class Lexicon {
  private readonly phrases = new Map<string, Candidate>();
  private readonly characters = new Map<string, Emoji>();

  constructor(emoji: readonly Emoji[] = readEmoji()) {
    const byIcon = new Map<string, Emoji>();
    for (const each of emoji) {
      byIcon.set(each.icon, each);
      this.characters.set(bare(each.character), each);
      this.addEmoji(each);
    }
    for (const [phrase, icon] of SYNONYMS) {
      const meant = byIcon.get(icon);
      if (meant !== undefined) this.phrases.set(phrase, { emoji: meant, distance: EXACT - 1 });
    }
  }

  /**
   * What a phrase names, in singular or plural, or an emoji itself; undefined for anything else.
   */
  find(phrase: string): Named | undefined {
    const character = this.characters.get(bare(phrase));
    if (character !== undefined) return named(character, false);
    const own = this.phrases.get(phrase);
    const ofOne = singularsOf(phrase).flatMap((singular) => this.phrases.get(singular) ?? []);
    const [closest] = ofOne.toSorted((one, other) => one.distance - other.distance);
    // A keyword may be the plural of something else's name: "bees" is one of the honey pot.
    if (closest !== undefined && (own === undefined || own.distance > EXACT))
      return named(closest.emoji, true);
    return own && named(own.emoji, closest?.emoji === own.emoji || PLURAL_NAMES.has(phrase));
  }

  private addEmoji(emoji: Emoji): void {
    const category = DISTANCE_OF[emoji.category];
    if (category === undefined) return;
    this.add(emoji.name, { emoji, distance: EXACT });
    if (emoji.category === 'Smileys & Emotion') return;
    const [last = '', ...before] = emoji.name.split(' ').toReversed();
    if (before.length > 0)
      this.add(last, { emoji, distance: LAST_WORD + category + before.length * 0.1 });
    // Of people and hands, they say what is done or felt.
    if (emoji.category === 'People & Body') return;
    for (const [index, keyword] of emoji.keywords.slice(0, MAX_KEYWORDS).entries())
      this.add(keyword, { emoji, distance: KEYWORD + category + index });
  }

  private add(phrase: string, candidate: Candidate): void {
    if (!/^\p{L}{2}/u.test(phrase) || NO_NOUNS.has(phrase)) return;
    const best = this.phrases.get(phrase);
    if (best === undefined || candidate.distance < best.distance)
      this.phrases.set(phrase, candidate);
  }
}

/** Names of several things that have one icon each. */
const PLURAL_NAMES: ReadonlySet<string> = new Set(['people', 'sheep', 'men', 'women', 'children']);

let shared: Lexicon | undefined;

/** The lexicon of this process, which is read when the first prompt is. */
export function lexicon(): Lexicon {
  shared ??= new Lexicon();
  return shared;
}

function named({ icon, category }: Emoji, isPlural: boolean): Named {
  return { icon, category, isPlural };
}

/** Without the sign that asks for the colored form of a character. */
function bare(text: string): string {
  return text.replaceAll('\u{FE0F}', '');
}
