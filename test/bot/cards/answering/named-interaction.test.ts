import { describe, expect, it } from '@jest/globals';
import type { Message } from 'discord.js';

import { namedInteraction } from '../../../../src/bot/cards/answering/named-interaction.js';
import { footerFor } from '../../../../src/interactions/interaction-id.js';
import { INTERACTION_ID, OTHER_INTERACTION_ID } from '../../../support/states.js';

const rows = (...customIds: (string | null)[]) => [
  { components: [{}, ...customIds.map((customId) => ({ customId }))] },
];
const named = (embeds: object[], components: object[]) =>
  namedInteraction({ embeds, components } as unknown as Message);

describe('the interaction that a message belongs to', () => {
  it('the interaction is the one in the footer, whatever its components say', () => {
    const embeds = [{ footer: { text: footerFor(INTERACTION_ID) }, fields: [] }];
    expect(named(embeds, rows(`style_nav_left:${OTHER_INTERACTION_ID}`))).toBe(INTERACTION_ID);
  });

  it('the interaction is the one that the components name where there are no embeds', () => {
    const components = [{}, ...rows(null, 'style_nav_left', `style_nav_right:${INTERACTION_ID}`)];
    expect(named([], components)).toBe(INTERACTION_ID);
  });

  it.each([[[]], [rows('style_nav_left')], [rows(`foreign:${INTERACTION_ID}`)]])(
    'a message belongs to no interaction with components %j and no embeds',
    (components) => {
      expect(named([], components)).toBeNull();
    },
  );
});
