import { describe, expect, it } from '@jest/globals';

import { relatedLink, withLinks } from '../../src/views/card-links.js';
import { relatedTo } from '../../src/views/related-cards.js';
import { restoreView } from '../../src/views/restore-view.js';
import { interactionState, OTHER_INTERACTION_ID, resultState } from '../support/states.js';

const OTHER = interactionState({ id: OTHER_INTERACTION_ID, channelId: '40', messageId: '60' });
const HERE = { channelId: '41', cameFrom: OTHER_INTERACTION_ID, followers: [] };

describe('the links of a card', () => {
  it('a card names its related cards, and one without any has nothing more', () => {
    const linked = { cameFrom: OTHER_INTERACTION_ID, followers: [OTHER_INTERACTION_ID] };
    for (const view of [interactionState(linked), resultState(1, linked)].map(restoreView)) {
      expect(view.render().related).toEqual({ ...linked, channelId: view.state.channelId });
    }
    expect(relatedTo(interactionState())).toEqual({});
  });

  it('a card is linked at the message where it is', () => {
    expect(relatedLink(OTHER, HERE)).toBe('https://discord.com/channels/300000000000000003/40/60');
  });

  it('a card in a direct message is linked in that alone', () => {
    const direct = { ...OTHER, guildId: null };
    expect(relatedLink(direct, HERE)).toBeNull();
    expect(relatedLink(direct, { ...HERE, channelId: '40' })).toBe(
      'https://discord.com/channels/@me/40/60',
    );
  });

  it.each([
    ['is gone', null],
    ['was deleted', { ...OTHER, deletedAt: '2026-11-24T12:00:00.000Z' }],
    ['is on its way to another place', { ...OTHER, messageId: null }],
    ['only one person sees', { ...OTHER, reach: 'token' as const }],
  ])('no card is linked that %s', (_what, other) => {
    expect(relatedLink(other, HERE)).toBeNull();
  });

  it('the links are one quiet line at the end of a card', () => {
    const card = restoreView(interactionState()).render();
    const line = (from: string | null, followers: readonly string[]) =>
      withLinks(card, from, followers).embed.description?.slice(card.embed.description?.length);
    expect(line('a', [])).toBe('\n↩️ From [another card](a)');
    expect(line('a', ['b', 'c'])).toBe(
      '\n↩️ From [another card](a) · ↪️ Continued in [one card](b), [another](c)',
    );
    expect(withLinks(card, null, [])).toBe(card);
  });
});
