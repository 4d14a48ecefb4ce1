/** Colours of the embeds' edge in Discord's format (0xRRGGBB). */
export const PREVIEW_COLOR = 0x5b8def;
export const RESULT_COLOR = 0x57a773;
/** Amber: there is no picture this time. */
export const FAILURE_COLOR = 0xf0a020;
