import { promptIn } from './prompt.js';
import { STYLES } from './styles.js';
import { OWN_WORDINGS } from './wordings.js';

/** A wording: the text before and after the person's words, or a text without them. */
interface Frame {
  readonly key: string;
  readonly before: string;
  readonly after: string | null;
}

const TEXT_FRAMES = STYLES.map(({ key, wordings }) => frame(key, wordings.text));
const PICTURE_FRAMES = STYLES.flatMap(({ key, wordings }) => [
  frame(key, wordings.images),
  frame(key, wordings.both),
]);

/** What a complete wording for an image model was put together from. */
export interface WordingParts {
  /** The style whose wording it is; null without. */
  readonly styleKey: string | null;
  /** The person's own words; empty where they used none. */
  readonly words: string;
}

/** Takes a complete wording apart. Words of one's own that are no style's wording are all of it. */
export function partsOfWording(wording: string, hasPictures: boolean): WordingParts {
  const frames = hasPictures ? PICTURE_FRAMES : TEXT_FRAMES;
  const [closest] = frames
    .filter((each) => fits(each, wording))
    .toSorted((one, other) => fixedLength(other) - fixedLength(one));
  const words = closest === undefined ? wording : within(closest, wording);
  return {
    styleKey: closest?.key ?? null,
    words: OWN_WORDINGS.has(words) ? '' : promptIn(words),
  };
}

function within({ before, after }: Frame, wording: string): string {
  return after === null ? '' : wording.slice(before.length, wording.length - after.length);
}

function frame(key: string, wording: string): Frame {
  const [before = '', after = null] = wording.split('{prompt}');
  return { key, before, after };
}

function fits({ before, after }: Frame, prompt: string): boolean {
  if (after === null) return prompt === before;
  const hasRoom = prompt.length >= before.length + after.length;
  return hasRoom && prompt.startsWith(before) && prompt.endsWith(after);
}

function fixedLength({ before, after }: Frame): number {
  return before.length + (after?.length ?? 0);
}
