import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';

import type { CardPayloads } from '../../../src/bot/cards/answering/card-payloads.js';
import { RestoreViewGuard } from '../../../src/bot/guards/restore-view-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { KeyedMutex } from '../../../src/platform/keyed-mutex.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { MemoryPersistence } from '../../support/memory-persistence.js';
import { noTokens } from '../../support/no-tokens.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { INTERACTION_ID as ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const DELETED_AT = '2026-11-24T12:00:00.000Z';

/** Lets a click on the deleted card through the guard, and gives what its handler would see. */
async function click(
  told: Parameters<typeof buttonClick>[1],
  component = 'style_nav_left',
): Promise<CardGuardData | null> {
  const { service } = new MemoryPersistence(resultState(2, { deletedAt: DELETED_AT }));
  const payloads = strictDouble<CardPayloads>('CardPayloads', {});
  const { guard } = new RestoreViewGuard(
    service,
    new KeyedMutex(),
    payloads,
    noTokens(),
    new RecordingLogger(),
  );
  const data: CardGuardData = {};
  let seen: CardGuardData | null = null;
  const next = async () => {
    seen = { ...data };
  };
  const client = strictDouble<Client>('Client', {});
  try {
    await guard(buttonClick(`${component}:${ID}`, told), client, next, data);
  } finally {
    await data.answer?.settle();
  }
  return seen;
}

describe('the guard of a deleted card', () => {
  it.each([
    ['of somebody else', { user: { id: '9' }, createdTimestamp: Date.parse(DELETED_AT) + 1 }],
    ['of who asked, made before that', { createdTimestamp: Date.parse(DELETED_AT) }],
  ])('the guard refuses a click on a deleted card %s', async (_whose, told) => {
    expect((await appErrorOf(click(told))).code).toBe('state.deleted');
  });

  it.each(['card_delete', 'card_delete_modal'])(
    'the guard lets anybody delete once more what is deleted only in part: %s',
    async (component) => {
      const seen = await click({ user: { id: '9' }, createdTimestamp: 0 }, component);
      expect(seen?.view?.state.id).toBe(ID);
    },
  );

  it('the guard takes a later click of who asked as bringing a deleted card back', async () => {
    const seen = await click({ createdTimestamp: Date.parse(DELETED_AT) + 1 });
    expect(seen?.view?.state.deletedAt).toBeNull();
  });
});
