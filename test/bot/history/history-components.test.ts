import { describe, expect, it } from '@jest/globals';
import {
  PermissionsBitField,
  type ButtonInteraction,
  type Client,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';

import type { CardPayloads } from '../../../src/bot/cards/answering/card-payloads.js';
import { HistoryComponents } from '../../../src/bot/history/history-components.js';
import type { HistoryPages } from '../../../src/bot/history/history-pages.js';
import type { PrivateAnswers } from '../../../src/bot/private-answers/private-answers.js';
import { NEWEST } from '../../../src/interactions/history.js';
import {
  historyEntryId,
  historyPageId,
  type HistoryRequest,
} from '../../../src/views/history-ids.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const STATE = resultState(1);
const OLDER: HistoryRequest = {
  isKept: true,
  text: 'a cat',
  place: { direction: 'older', from: STATE },
};
const CLIENT = {} as Client;

/** The components, which note in `steps` what they do. */
function setUp() {
  const steps: unknown[] = [];
  const pages = strictDouble<HistoryPages>('HistoryPages', {
    page: async (personId, request) => {
      steps.push(['page', personId, request]);
      return { content: 'a page' };
    },
  });
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async () => ({ embeds: [], components: [], allowedMentions: { parse: [] } }),
  });
  const answers = strictDouble<PrivateAnswers>('PrivateAnswers', {
    answer: async (_asked, ask) => void steps.push(ask),
  });
  const persistence = new MemoryPersistence(STATE).service;
  const components = new HistoryComponents(pages, persistence, payloads, answers);
  const pressed = (customId: string, more: object = {}) => ({
    customId,
    user: { id: STATE.userId },
    deferUpdate: async () => void steps.push('deferred'),
    editReply: async ({ content }: { content: string }) => void steps.push(['shown', content]),
    ...more,
  });
  return { steps, components, pressed };
}

const whereOne = (mayWrite: boolean) => ({
  channel: { id: '4', isSendable: () => true, isThread: () => false },
  context: 0,
  authorizingIntegrationOwners: { guildId: '3' },
  appPermissions: new PermissionsBitField(PermissionsBitField.All),
  memberPermissions: new PermissionsBitField(mayWrite ? PermissionsBitField.All : 0n),
});

describe('the components of a history', () => {
  it('a button of a page shows the page that its custom id names, to who pressed', async () => {
    const { steps, components, pressed } = setUp();
    const click = pressed(historyPageId('history_page', OLDER));
    await components.show(click as unknown as ButtonInteraction);
    const place = { direction: 'older', from: { createdAt: STATE.createdAt, id: STATE.id } };
    const request = { isKept: true, text: 'a cat', place };
    expect(steps).toEqual(['deferred', ['page', STATE.userId, request], ['shown', 'a page']]);
  });

  it('a search shows the newest page of what was typed, and keeps ⭐ only', async () => {
    const { steps, components, pressed } = setUp();
    const fields = { getTextInputValue: () => ' a  windmill ' };
    const modal = pressed(historyPageId('history_search', OLDER), { fields });
    await components.search(modal as unknown as ModalSubmitInteraction);
    const request = { isKept: true, text: 'a windmill', place: NEWEST };
    expect(steps[1]).toEqual(['page', STATE.userId, request]);
  });

  it('a choice shows one’s own interaction, and nothing of somebody else’s', async () => {
    const { steps, components, pressed } = setUp();
    const id = historyPageId('history_choose', OLDER);
    const chosen = (more: object) =>
      components.choose(
        pressed(id, {
          values: [INTERACTION_ID],
          ...more,
        }) as unknown as StringSelectMenuInteraction,
      );
    await chosen({});
    expect(steps).toEqual(['deferred', ['shown', '**From your history**']]);
    const refusal = await appErrorOf(chosen({ user: { id: '200000000000000009' } }));
    expect(refusal.code).toBe('usage.not_found');
  });

  it('Post here asks for the card where one may write, and is refused before it is acknowledged elsewhere', async () => {
    const { steps, components, pressed } = setUp();
    const id = historyEntryId('history_post', INTERACTION_ID);
    const post = (mayWrite: boolean) =>
      components.postHere(
        pressed(id, whereOne(mayWrite)) as unknown as ButtonInteraction,
        CLIENT,
        {},
      );
    await post(true);
    expect(steps).toEqual([{ kind: 'post', interactionId: INTERACTION_ID }]);
    expect((await appErrorOf(post(false))).code).toBe('discord.missing_permissions');
    expect(steps).toHaveLength(1);
  });

  it('Download asks for the originals up to the limit that Discord tells with the click', async () => {
    const { steps, components, pressed } = setUp();
    const id = historyEntryId('history_download', INTERACTION_ID);
    const click = pressed(id, { attachmentSizeLimit: 25 });
    await components.download(click as unknown as ButtonInteraction, CLIENT, {});
    expect(steps).toEqual([{ kind: 'download', interactionId: INTERACTION_ID, maxBytes: 25 }]);
  });
});
