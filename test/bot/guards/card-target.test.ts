import { describe, expect, it } from '@jest/globals';

import type { CardInteraction } from '../../../src/bot/answering/card-interaction.js';
import { cardTarget } from '../../../src/bot/guards/card-target.js';
import { footerFor } from '../../../src/views/interaction-id.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick, cardMessage } from '../../support/discord-doubles.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';

const inFooter = (id: string) => [{ footer: { text: footerFor(id) }, fields: [] }];
const inField = (id: string) => [{ footer: null, fields: [{ name: 'Session', value: id }] }];

function click(customId: string, embeds: object[]): CardInteraction {
  return buttonClick(customId, { message: cardMessage({ embeds }) });
}

describe('what a click is about', () => {
  it.each([
    ['the custom id and the footer', `style_nav_left:${ID}`, inFooter(ID)],
    ['the custom id alone', `style_nav_left:${ID}`, []],
    ['the footer of a card of the predecessor', 'style_nav_left', inFooter(ID)],
    ['a field of a card of the predecessor', 'style_nav_left', inField(ID)],
  ])('is said by %s', (_name, customId, embeds) => {
    expect(cardTarget(click(customId, embeds))).toEqual({
      name: 'style_nav_left',
      view: 'style_view',
      interactionId: ID,
    });
  });

  it.each([
    ['no id anywhere', 'style_nav_left', []],
    ['a custom id of something else', 'someone_elses_button', inFooter(ID)],
    ['a forged custom id', `style_nav_left:${ID}x`, inFooter(ID)],
  ])('is not known with %s', async (_name, customId, embeds) => {
    const error = await appErrorOf(() => cardTarget(click(customId, embeds)));
    expect(error).toMatchObject({ code: 'state.no_id', retryable: false });
  });

  it('is refused when custom id and card name two interactions', async () => {
    for (const embeds of [inFooter(OTHER), inField(OTHER)]) {
      const error = await appErrorOf(() => cardTarget(click(`style_nav_left:${ID}`, embeds)));
      expect(error).toMatchObject({ code: 'state.foreign', retryable: false });
    }
  });
});
