import { describe, expect, it } from '@jest/globals';
import { MessageFlags, MessageFlagsBitField } from 'discord.js';
import type { Client } from 'discordx';

import type { Subject } from '../../../src/bot/guards/error-guard.js';
import { visibleCardGuard } from '../../../src/bot/guards/visible-card-guard.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick, cardMessage, modalSubmit } from '../../support/discord-doubles.js';
import { INTERACTION_ID } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

/** Whether the guard lets something through. */
async function isLetThrough(subject: Subject): Promise<boolean> {
  let isNext = false;
  const next = async () => {
    isNext = true;
  };
  await visibleCardGuard(subject, strictDouble<Client>('Client', {}), next, {});
  return isNext;
}

const message = (flags: MessageFlags) => cardMessage({ flags: new MessageFlagsBitField(flags) });

describe('the guard of visible cards', () => {
  it('the guard refuses clicks and forms of a card whose embeds are hidden, and says what to do', async () => {
    const told = { message: message(MessageFlags.SuppressEmbeds) };
    for (const subject of [buttonClick('style_nav_left', told), modalSubmit(told)]) {
      const error = await appErrorOf(() => isLetThrough(subject));
      expect(error.userMessage).toContain('Reply to the card and mention me');
    }
  });

  it('the guard lets a person delete a card whose embeds are hidden', async () => {
    const told = { message: message(MessageFlags.SuppressEmbeds) };
    expect(await isLetThrough(buttonClick(`card_delete:${INTERACTION_ID}`, told))).toBe(true);
    const customId = `card_delete_modal:${INTERACTION_ID}`;
    expect(await isLetThrough(modalSubmit({ ...told, customId }))).toBe(true);
  });

  it('the guard lets all other clicks and events through', async () => {
    const told = { message: message(MessageFlags.SuppressNotifications) };
    expect(await isLetThrough(buttonClick('style_nav_left', told))).toBe(true);
    expect(await isLetThrough(modalSubmit({ message: null }))).toBe(true);
    expect(await isLetThrough(['an event'])).toBe(true);
  });
});
