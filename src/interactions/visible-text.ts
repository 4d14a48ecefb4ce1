/** A flag of a region, such as Scotland's: its letters are characters that nobody sees. */
const REGION_FLAG = '\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,6}\\u{E007F}';

/** Says whether the character before it is shown in colour. */
const EMOJI_STYLE = '(?<=\\p{Emoji})[\\uFE0E\\uFE0F]';

/** Makes one emoji of two. */
const EMOJI_JOINER =
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})';

/** Scripts in which a joiner between two letters changes how they look. */
const JOINED =
  'Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan'
    .split(' ')
    .map((script) => `\\p{Script=${script}}`)
    .join('');

const LETTER_JOINER = `(?<=[${JOINED}])[\\u200C\\u200D](?=[${JOINED}])`;

/** Control characters but for tab and newline. */
// oxlint-disable-next-line no-control-regex
const CONTROL = '[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F]';

/**
 * Unicode's own list of characters that show nothing; those that change the direction are in it.
 */
const HIDDEN = '\\p{Default_Ignorable_Code_Point}';

const HIDDEN_OR_KEPT = new RegExp(
  `(?<kept>${REGION_FLAG}|${EMOJI_STYLE}|${EMOJI_JOINER}|${LETTER_JOINER})|${HIDDEN}|${CONTROL}`,
  'gu',
);

/**
 * The text without characters that show nothing by themselves: zero-width ones, those that change
 * the direction of others, and control characters. Those that belong to an emoji or join two
 * letters stay, so the text looks as it was typed.
 */
export function visibleText(text: string): string {
  return text.replaceAll(HIDDEN_OR_KEPT, '$<kept>');
}
