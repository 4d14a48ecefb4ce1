import { describe, expect, it } from '@jest/globals';
import {
  Collection,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  PermissionsBitField,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Client } from 'discordx';

import type { CommandTurns } from '../../../../src/bot/intake/command/command-turns.js';
import { EditPictureCommand } from '../../../../src/bot/intake/command/edit-picture-command.js';
import type { CardGuardData } from '../../../../src/bot/guards/restored-card.js';
import type { CommandRequest } from '../../../../src/interactions/command-request.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import type { CommandRequests } from '../../../../src/persistence/command-requests.js';
import type { DefaultSettings } from '../../../../src/persistence/default-settings.js';
import { commandRequest } from '../../../support/command-requests.js';
import { OFFERED } from '../../../support/offered-models.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const STATE = interactionState();
const FORM_ID = '700000000000000001';
const OPEN = commandRequest({
  id: FORM_ID,
  token: 'of the command',
  prompt: '',
  pictures: [{ name: 'a.png', size: 5, url: 'https://cdn.test/a.png', isSpoiler: false }],
  form: 'open',
  notes: ['**a sticker** was left out.'],
});

const file = (name: string) => ({ name, size: 5, url: `https://cdn.test/${name}` });

const showing = (...names: string[]) => ({
  attachments: new Collection(names.map((name) => [name, file(name)])),
  embeds: [],
  stickers: new Collection(),
  messageSnapshots: new Collection(),
});

function setUp(form: CommandRequest | null = null) {
  const opened: { request: CommandRequest; title: string }[] = [];
  const received: { request: CommandRequest; isPrivate: boolean }[] = [];
  const replies: object[] = [];
  const requests = strictDouble<CommandRequests>('CommandRequests', {
    find: async (id) => {
      expect(id).toBe(FORM_ID);
      return form;
    },
  });
  const defaults = strictDouble<DefaultSettings>('DefaultSettings', {
    forRequest: async () => AUTOMATIC_SETTINGS,
  });
  const turns = strictDouble<CommandTurns>('CommandTurns', {
    open: async (_command, request, { title }) => void opened.push({ request, title }),
    receive: async (_modal, request, isPrivate) => {
      received.push({ request, isPrivate });
      return STATE;
    },
  });
  const reply = async (message: object) => void replies.push(message);
  const command = new EditPictureCommand(requests, defaults, turns, OFFERED);
  return { command, opened, received, replies, reply };
}

const CLIENT = strictDouble<Client>('Client', {});

async function open(targetMessage: object, told: object = {}) {
  const world = setUp();
  const { userId, guildId, channelId, token } = OPEN;
  const menu = {
    id: FORM_ID,
    token,
    user: { id: userId },
    guildId,
    channelId,
    channel: { isThread: () => false },
    memberPermissions: new PermissionsBitField(PermissionFlagsBits.SendMessages),
    appPermissions: new PermissionsBitField(PermissionFlagsBits.SendMessages),
    context: InteractionContextType.Guild,
    authorizingIntegrationOwners: { guildId },
    targetMessage,
    reply: world.reply,
    ...told,
  };
  await world.command.open(menu as unknown as MessageContextMenuCommandInteraction);
  return world;
}

async function submit(text: string, form: CommandRequest | null) {
  const world = setUp(form);
  const { id, token } = commandRequest();
  const modal = {
    id,
    token,
    customId: `edit_picture:${FORM_ID}`,
    user: { id: OPEN.userId },
    fields: { getTextInputValue: () => text },
    reply: world.reply,
  };
  const card: CardGuardData = {};
  await world.command.submit(modal as unknown as ModalSubmitInteraction, CLIENT, card);
  return { ...world, card };
}

describe('Edit this picture', () => {
  it('the form opens with the pictures of the message kept for it', async () => {
    const { opened, replies } = await open(showing('a.png', 'SPOILER_b.png'));
    expect(opened).toMatchObject([
      {
        title: 'Edit these 2 pictures',
        request: {
          id: FORM_ID,
          form: 'open',
          prompt: '',
          isPrivate: false,
          hasChannel: true,
          pictures: [
            { name: 'a.png', isSpoiler: false },
            { name: 'SPOILER_b.png', isSpoiler: true },
          ],
        },
      },
    ]);
    expect(replies).toEqual([]);
  });

  it('the form promises no more pictures than one request takes; the card names the others', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `${n}.png`);
    const { opened } = await open(showing(...names));
    expect(opened[0]?.title).toBe('Edit these 10 pictures');
    expect(opened[0]?.request.pictures).toHaveLength(12);
  });

  it('the card is for the person alone where they may not write', async () => {
    const told = { memberPermissions: new PermissionsBitField() };
    const { opened } = await open(showing('a.png'), told);
    expect(opened).toMatchObject([{ request: { isPrivate: true } }]);
  });

  it('where the bot may not write, the answer to the form is the card, for everybody', async () => {
    const told = { appPermissions: new PermissionsBitField() };
    const { opened } = await open(showing('a.png'), told);
    expect(opened).toMatchObject([{ request: { hasChannel: false, isPrivate: false } }]);
    const { received } = await submit('make it winter', { ...OPEN, hasChannel: false });
    expect(received).toMatchObject([{ isPrivate: false }]);
  });

  it('a message without a picture is refused privately, and the answer names what cannot be read', async () => {
    const sticker = { name: '**waves**', format: 3, url: 'https://cdn.test/waves.json' };
    const message = { ...showing(), stickers: new Collection([['1', sticker]]) };
    const { opened, replies } = await open(message);
    expect(opened).toEqual([]);
    expect(replies).toEqual([
      {
        content: expect.stringMatching(
          /^I see no picture in that message that I could read\.\n\*\*\\\*\\\*waves.* was left out\. It is an animated drawing/,
        ),
        flags: MessageFlags.Ephemeral,
        allowedMentions: { parse: [] },
      },
    ]);
  });

  it('the words of the form become a request about its pictures, answered by the token of the form', async () => {
    const { received, card } = await submit(' make it winter --n 2 --ar 7:7 ', OPEN);
    const { id, token } = commandRequest();
    expect(received).toEqual([
      {
        request: {
          ...OPEN,
          id,
          token,
          prompt: 'make it winter',
          settings: { ...AUTOMATIC_SETTINGS, count: 2 },
          form: FORM_ID,
          notes: [...OPEN.notes, expect.stringMatching(/^I left out --ar 7:7/)],
        },
        isPrivate: true,
      },
    ]);
    expect(card.view?.state).toBe(STATE);
  });

  it.each([
    ['that is not known any more', null],
    ['of somebody else', { ...OPEN, userId: '299' }],
    ['that is none, but a command', { ...OPEN, form: null }],
  ])('a form %s is refused privately', async (_which, form) => {
    const { received, replies } = await submit('make it winter', form);
    expect(received).toEqual([]);
    expect(replies).toEqual([
      {
        content: expect.stringContaining('it was sent already, or it is more than a day old'),
        flags: MessageFlags.Ephemeral,
        allowedMentions: { parse: [] },
      },
    ]);
  });
});
