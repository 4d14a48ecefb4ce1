/** An interaction id as text: a UUID v4 in lower case (RFC 9562, section 5.4). */
export const INTERACTION_ID_PATTERN =
  '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const FOOTER_PREFIX = 'Persistent Session ID: ';
// The last one counts: what stands before it is not the bot's own.
const IN_FOOTER = new RegExp(
  `^(?:.* · )?${FOOTER_PREFIX}(${INTERACTION_ID_PATTERN})(?:\\s|$)`,
  's',
);
const IN_FIELD = new RegExp(`(?:^|[^0-9a-f-])(${INTERACTION_ID_PATTERN})(?:[^0-9a-f-]|$)`);
const ID_FIELD_NAME = /session|interaction/i;

/** The part of an embed that can name an interaction. */
export interface IdentifyingEmbed {
  readonly footer?: { readonly text: string } | null;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The footer text that every card carries.
 *
 * @param madeWith what the shown picture was made with, which stands before the id.
 */
export function footerFor(interactionId: string, madeWith: readonly string[] = []): string {
  return [...madeWith, FOOTER_PREFIX + interactionId].join(' · ');
}

/**
 * The interaction id in a card's embeds: in a footer, else in a field about the session or
 * interaction, where the Python bot sometimes put it. Null when there is none.
 */
export function interactionIdInEmbeds(embeds: readonly IdentifyingEmbed[]): string | null {
  for (const { footer } of embeds) {
    const id = IN_FOOTER.exec(footer?.text ?? '')?.[1];
    if (id) return id;
  }
  for (const field of embeds.flatMap(({ fields }) => fields ?? [])) {
    const id = ID_FIELD_NAME.test(field.name) ? IN_FIELD.exec(field.value)?.[1] : undefined;
    if (id) return id;
  }
  return null;
}
