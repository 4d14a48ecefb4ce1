import { STYLES } from '../../interactions/styles.js';

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

/** The key of the style whose wording the prompt is; null when it is only the person's words. */
export function styleOfPrompt(prompt: string, hasPictures: boolean): string | null {
  const frames = hasPictures ? PICTURE_FRAMES : TEXT_FRAMES;
  const [closest] = frames
    .filter((each) => fits(each, prompt))
    .toSorted((one, other) => fixedLength(other) - fixedLength(one));
  return closest?.key ?? null;
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
