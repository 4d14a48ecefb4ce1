import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';

/** The field in which a card says why a generation brought no picture. */
export const FAILURE_FIELD = '⚠️ No picture this time';

/** Everything of a card that a person can see, picture bytes and custom ids included. */
export function lookOf(card: SeenMessage): object {
  const { content, embeds, attachments, components } = card.message;
  return structuredClone({
    content,
    embeds,
    components,
    attachments: attachments.map(({ id, filename, bytes }) => ({
      id,
      filename,
      bytes: Buffer.from(bytes).toString('base64'),
    })),
  });
}

/** Waits until the card says that there is no picture, and gives its sentence. */
export async function failureOn(card: SeenMessage): Promise<string> {
  await card.changed(() => card.field(FAILURE_FIELD) !== undefined);
  return card.field(FAILURE_FIELD) ?? '';
}

/** The interaction id in a card's footer. */
export function interactionIdOf(card: SeenMessage): string {
  return card.footer?.split(': ')[1] ?? '';
}
