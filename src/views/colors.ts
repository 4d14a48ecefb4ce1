/** Colours of the embeds' edge in Discord's format (0xRRGGBB). */
export const PREVIEW_COLOR = 0xf5c542;
export const RESULT_COLOR = 0x57a773;
