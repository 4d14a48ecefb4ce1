import { ComponentType } from 'discord-api-types/v10';

import { placeOf } from '../support/e2e-card-look.js';
import type { ShownMessage } from '../../src/playground/protocol.js';

/** The custom id of a button by its label or emoji, or of the `select`. */
export function idOf({ message }: ShownMessage, name: string): string {
  const items = (message.components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow ? row.components : [],
  );
  const found = items.find((item) =>
    item.type === ComponentType.Button
      ? ('label' in item && item.label === name) || ('emoji' in item && item.emoji?.name === name)
      : name === 'select',
  );
  return found && 'custom_id' in found ? found.custom_id : '';
}

/** Where a result is in its list. */
export function placeIn({ message }: ShownMessage): string | undefined {
  return placeOf({ description: message.embeds[0]?.description });
}

/** Everything a card says, as text. */
export function textOf({ message }: ShownMessage): string {
  return JSON.stringify(message.embeds);
}
