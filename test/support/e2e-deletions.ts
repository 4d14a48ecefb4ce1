import { expect } from '@jest/globals';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { interactionIdOf } from './e2e-card-look.js';
import { E2eDatabase } from './e2e-database.js';
import { pictureNames } from './e2e-storage.js';
import type { E2eWorld } from './e2e-world.js';

/** Lets a person manage the messages of a channel, or takes that from them again. */
export function letModerate(sandbox: Sandbox, channel: string, { id }: Person, may = true): void {
  const { world } = sandbox;
  const found = world.channel(channel);
  const others = found.overwrites.filter((overwrite) => overwrite.id !== id);
  const allow = String(PermissionFlagsBits.ManageMessages);
  const allowed = [{ id, type: OverwriteType.Member, allow, deny: '0' }];
  world.setOverwrites(found, [...others, ...(may ? allowed : [])]);
}

/** A person presses 🗑️ and says yes. */
export async function deleteCard(person: Person, card: SeenMessage): Promise<void> {
  await (await person.openModal(card, '🗑️')).submit();
}

/** Waits until the bot has deleted the card, and looks whether anything of it is left. */
export async function expectDeleted(world: E2eWorld, card: SeenMessage, id: string): Promise<void> {
  await world.bot.logged('Deleted a card', ({ interactionId }) => interactionId === id);
  expect(card.isDeleted).toBe(true);
  await expectNothingLeft(world, id);
}

/** Neither row nor pictures are there. */
export async function expectNothingLeft(world: E2eWorld, id: string): Promise<void> {
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(await (await E2eDatabase.open(world)).row(id)).toBeUndefined();
  expect((await pictureNames(world)).filter((name) => name.includes(id))).toEqual([]);
}

/** A person deletes the card, and nothing of it is left. */
export async function deleteWhole(world: E2eWorld, person: Person, card: SeenMessage) {
  const id = interactionIdOf(card);
  await deleteCard(person, card);
  await expectDeleted(world, card, id);
}
