/** The wording for a generation from pictures without a prompt. */
export const WITHOUT_PROMPT =
  'Create a new picture from the attached ones: keep what they show recognisable, and give it a fresh, well-lit, carefully composed look.';

/** The wording for a variation of one picture. */
export const VARIATION =
  'Make a variation of this picture: the same subject, style and mood, with another composition, another viewpoint and other details.';

/** Texts that the bot gives to the model on its own, which are nobody's prompt. */
export const OWN_WORDINGS: ReadonlySet<string> = new Set([WITHOUT_PROMPT, VARIATION]);
