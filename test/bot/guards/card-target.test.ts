import { describe, expect, it } from '@jest/globals';
import { Collection } from 'discord.js';

import type { CardInteraction } from '../../../src/bot/cards/answering/card-interaction.js';
import { cardTarget } from '../../../src/bot/guards/card-target.js';
import type { FormerCard } from '../../../src/persistence/interaction-repository.js';
import type { PersistenceService } from '../../../src/persistence/persistence-service.js';
import { footerFor } from '../../../src/interactions/interaction-id.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick, cardEmbed, cardMessage } from '../../support/discord-doubles.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const inFooter = (id: string) => [{ footer: { text: footerFor(id) }, fields: [] }];
const inField = (id: string) => [{ footer: null, fields: [{ name: 'Session', value: id }] }];

/** Imported cards that know none, or that know one and keep what they were asked for. */
function formerCards(id: string | null, asked: FormerCard[] = []): PersistenceService {
  return strictDouble<PersistenceService>('PersistenceService', {
    findFormerCard: async (card) => {
      asked.push(card);
      return id;
    },
  });
}

const NONE = formerCards(null);
const NEVER_ASKED = strictDouble<PersistenceService>('PersistenceService', {});

function click(customId: string, embeds: object[]): CardInteraction {
  return buttonClick(customId, {
    message: cardMessage({ embeds, attachments: new Collection() }),
  });
}

describe('the target of a click', () => {
  it.each([
    ['the custom id and the footer', `style_nav_left:${ID}`, inFooter(ID)],
    ['the custom id alone', `style_nav_left:${ID}`, []],
    ['the footer of a card of the predecessor', 'style_nav_left', inFooter(ID)],
    ['a field of a card of the predecessor', 'style_nav_left', inField(ID)],
  ])('the target of a click is told by %s', async (_name, customId, embeds) => {
    expect(await cardTarget(click(customId, embeds), NEVER_ASKED)).toEqual({
      name: 'style_nav_left',
      view: 'style_view',
      interactionId: ID,
    });
  });

  it.each([
    ['no id anywhere', 'style_nav_left', []],
    ['a custom id of something else', 'someone_elses_button', inFooter(ID)],
    ['a forged custom id', `style_nav_left:${ID}x`, inFooter(ID)],
  ])('the target of a click is not known with %s', async (_name, customId, embeds) => {
    const error = await appErrorOf(() => cardTarget(click(customId, embeds), NONE));
    expect(error).toMatchObject({ code: 'state.no_id', retryable: false });
  });

  it('a click is refused when custom id and card name two interactions', async () => {
    for (const embeds of [inFooter(OTHER), inField(OTHER)]) {
      const error = await appErrorOf(() => cardTarget(click(`style_nav_left:${ID}`, embeds), NONE));
      expect(error).toMatchObject({ code: 'state.foreign', retryable: false });
    }
  });

  it('the target of a click is found by place and pictures on a card of the predecessor without any id', async () => {
    const asked: FormerCard[] = [];
    const embed = { ...cardEmbed('generated_20240831_120030.png'), footer: null };
    const attachments = new Collection([['1', { name: 'attached.png' }]]);
    const message = cardMessage({ embeds: [embed], attachments });
    const former = buttonClick('style_nav_left', { message });
    expect(await cardTarget(former, formerCards(ID, asked))).toMatchObject({ interactionId: ID });
    expect(asked).toEqual([
      {
        channelId: message.channelId,
        messageId: message.id,
        fileNames: ['generated_20240831_120030.png', 'attached.png'],
      },
    ]);
  });
});
