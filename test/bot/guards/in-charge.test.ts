import { describe, expect, it } from '@jest/globals';
import { InteractionContextType, PermissionsBitField, type PermissionsString } from 'discord.js';

import { isInCharge } from '../../../src/bot/guards/in-charge.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { resultState } from '../../support/states.js';

const ASKER = '200000000000000002';
const OTHER = '200000000000000009';
const GUILD = '300000000000000003';

const clickOf = (id: string, ...permissions: PermissionsString[]) =>
  buttonClick('x', {
    user: { id },
    guildId: GUILD,
    memberPermissions: new PermissionsBitField(permissions),
  });

const inPrivate = (id: string, context: InteractionContextType) =>
  buttonClick('x', { user: { id }, guildId: null, memberPermissions: null, context });

describe('who is in charge of a card', () => {
  it.each([
    ['who asked for it', clickOf(ASKER), ASKER, true],
    ['another person', clickOf(OTHER, 'SendMessages', 'ManageChannels'), ASKER, false],
    ['whoever has Manage Messages', clickOf(OTHER, 'ManageMessages'), ASKER, true],
    ['an administrator', clickOf(OTHER, 'Administrator'), ASKER, true],
    ['anybody, where nobody knows who asked', clickOf(OTHER), null, false],
    ['whoever has Manage Messages there', clickOf(OTHER, 'ManageMessages'), null, true],
  ])('in a server, %s', (_who, click, userId, expected) => {
    expect(isInCharge(click, resultState(1, { userId }))).toBe(expected);
  });

  it('in a direct message with the bot, its person, whoever asked', () => {
    const click = inPrivate(OTHER, InteractionContextType.BotDM);
    expect(isInCharge(click, resultState(1, { userId: null }))).toBe(true);
  });

  it('in a direct message between others, who asked, and not the other one', () => {
    const { PrivateChannel } = InteractionContextType;
    const state = resultState(1, { userId: ASKER });
    expect(isInCharge(inPrivate(ASKER, PrivateChannel), state)).toBe(true);
    expect(isInCharge(inPrivate(OTHER, PrivateChannel), state)).toBe(false);
  });
});
