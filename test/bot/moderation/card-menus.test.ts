import { describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits, type MessageContextMenuCommandInteraction } from 'discord.js';

import type { CardDeletion } from '../../../src/bot/deletions/card-deletion.js';
import type { ModerationLog } from '../../../src/bot/moderation/log/moderation-log.js';
import { RemoveCardCommand } from '../../../src/bot/moderation/remove-card-command.js';
import { targetCard } from '../../../src/bot/moderation/target-card.js';
import type { PersistenceService } from '../../../src/persistence/persistence-service.js';
import { KeyedMutex } from '../../../src/platform/keyed-mutex.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { discordApiError } from '../../support/discord-doubles.js';
import { INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

interface Told {
  readonly isKept?: boolean;
  readonly isCard?: boolean;
  readonly fails?: boolean;
}

/** The menu of a message of the bot, chosen by a moderator. */
function setUp({ isKept = true, isCard = true, fails = false }: Told = {}) {
  const done: string[] = [];
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    find: async () => (isKept ? resultState(1, { messageId: '6' }) : null),
  });
  const log = strictDouble<ModerationLog>('ModerationLog', {
    noteIfPossible: async ({ action }) => void done.push(`noted ${action}`),
  });
  const remove = async () => {
    if (fails) throw discordApiError(50013);
    done.push('removed');
  };
  const deletion = strictDouble<CardDeletion>('CardDeletion', { delete: remove });
  const channel = { isTextBased: () => true, messages: { delete: remove } };
  const footer = { text: `Persistent Session ID: ${INTERACTION_ID}` };
  const command = {
    id: '5',
    user: { id: '2' },
    guildId: '3',
    client: { user: { id: '1' }, channels: { fetch: async () => channel, cache: new Map() } },
    targetMessage: {
      id: '6',
      channelId: '4',
      author: { id: '1' },
      embeds: isCard ? [{ footer, fields: [] }] : [],
      components: [],
    },
    memberPermissions: new Set([PermissionFlagsBits.ManageMessages]),
    deferReply: async () => undefined,
    editReply: async ({ content }: { content: string }) => void done.push(content),
  } as unknown as MessageContextMenuCommandInteraction;
  const remover = new RemoveCardCommand(persistence, deletion, log, new KeyedMutex());
  return {
    done,
    removes: () => remover.remove(command),
    targets: () => targetCard(command, persistence),
  };
}

describe('the menu of a card', () => {
  it('a card is removed before the log says so', async () => {
    const { done, removes } = setUp();
    await removes();
    expect(done).toEqual([
      'removed',
      'noted removed',
      'The card is removed, with all that I had stored for it.',
    ]);
  });

  it('a card that could not be removed is not noted as removed', async () => {
    const { done, removes } = setUp({ fails: true });
    await expect(removes()).rejects.toThrow('told to fail');
    expect(done).toEqual([]);
  });

  it('who removes a card of which nothing was found is told that its message is gone, and no more', async () => {
    const { done, removes } = setUp({ isKept: false });
    await removes();
    expect(done).toEqual([
      'removed',
      'noted removed',
      expect.stringContaining('I found nothing stored for it'),
    ]);
  });

  it('a message of the bot that is no card can be neither reported nor removed', async () => {
    const { done, removes, targets } = setUp({ isCard: false });
    expect((await appErrorOf(targets())).code).toBe('usage.no_card');
    expect((await appErrorOf(removes())).code).toBe('usage.no_card');
    expect(done).toEqual([]);
  });
});
