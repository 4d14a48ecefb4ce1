import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  Message,
  PermissionsBitField,
  type BaseInteraction,
  type PermissionResolvable,
} from 'discord.js';

import {
  mayBotWriteHere,
  mayWriteHere,
  missingForPictures,
  placeOf,
} from '../../../src/bot/guards/place-permissions.js';
import { NEEDED_PERMISSIONS } from '../../../src/bot/needed-permissions.js';
import { strictInstance } from '../../support/strict-double.js';

const NOW_MS = Date.parse('2026-11-24T12:00:00.000Z');
const ALL = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);

beforeEach(() => void jest.useFakeTimers({ now: NOW_MS }));
afterEach(() => void jest.useRealTimers());

interface Told {
  readonly without?: PermissionResolvable;
  readonly with?: PermissionResolvable;
  readonly isThread?: boolean;
  readonly timedOutUntilMs?: number | null;
}

/** What the bot may do in a channel where it has all it needs, but for what is told. */
function place({ without, with: more, isThread = false, timedOutUntilMs = null }: Told = {}) {
  const permissions = new PermissionsBitField(ALL).remove(without ?? 0n).add(more ?? 0n);
  return placeOf(
    strictInstance(Message, {
      client: { user: { id: '1' } },
      channelId: '7',
      channel: {
        isDMBased: () => false,
        isThread: () => isThread,
        permissionsFor: () => permissions,
      },
      guild: { members: { me: { communicationDisabledUntilTimestamp: timedOutUntilMs } } },
    }),
  );
}

const EVERYTHING = { mayWrite: true, mayReadHistory: true, mayReact: true, refusal: null };

describe('a place', () => {
  it('a place allows all where nothing is missing, in direct messages, and where nothing is known', () => {
    expect(place()).toEqual(EVERYTHING);
    expect(placeOf(strictInstance(Message, { guild: null }))).toEqual(EVERYTHING);
    const unknown = { isDMBased: () => false, permissionsFor: () => null };
    const message = { client: { user: null }, channelId: '7', channel: unknown, guild: {} };
    expect(placeOf(strictInstance(Message, message))).toEqual(EVERYTHING);
  });

  it.each<[string, PermissionResolvable, boolean]>([
    ['Attach Files', 'AttachFiles', false],
    ['Embed Links', 'EmbedLinks', true],
    ['Send Messages', 'SendMessages', false],
    ['Send Messages in Threads', 'SendMessagesInThreads', true],
  ])('a place without %s is refused by that name', (name, without, isThread) => {
    const { refusal, mayWrite } = place({ without, isThread });
    expect(refusal).toContain(`there: **${name}**.`);
    expect(mayWrite).toBe(!name.startsWith('Send'));
  });

  it.each<[PermissionResolvable, boolean]>([
    ['SendMessages', true],
    ['SendMessagesInThreads', false],
    ['AddReactions', false],
    ['ReadMessageHistory', false],
  ])('a place does without %s (a thread: %p)', (without, isThread) => {
    expect(place({ without, isThread })).toMatchObject({ refusal: null, mayWrite: true });
  });

  it('a place takes the history and the permission for a reaction', () => {
    expect(place({ without: 'AddReactions' }).mayReact).toBe(false);
    const { mayReact, mayReadHistory } = place({ without: 'ReadMessageHistory' });
    expect([mayReact, mayReadHistory]).toEqual([false, false]);
  });

  it('a place is refused while the bot is timed out, unless it is an administrator', () => {
    const timedOutUntilMs = NOW_MS + 1_000;
    expect(place({ timedOutUntilMs })).toEqual({
      mayWrite: false,
      mayReadHistory: true,
      mayReact: false,
      refusal: expect.stringContaining(`<t:${timedOutUntilMs / 1_000}:f>`),
    });
    expect(place({ timedOutUntilMs, with: 'Administrator' })).toEqual(EVERYTHING);
    expect(place({ timedOutUntilMs: NOW_MS - 1_000 })).toEqual(EVERYTHING);
  });
});

/** Whether somebody with this permission may write in a place of this kind. */
function mayPersonWrite(permission: PermissionResolvable | null, isThread = false): boolean {
  const memberPermissions = permission === null ? null : new PermissionsBitField(permission);
  const asked = { channel: { isThread: () => isThread }, memberPermissions };
  return mayWriteHere(asked as unknown as BaseInteraction);
}

function mayBotWrite(permission: PermissionResolvable): boolean {
  const appPermissions = new PermissionsBitField(permission).freeze();
  return mayBotWriteHere({ channel: null, appPermissions });
}

describe('whether somebody may write where they used a command', () => {
  it('somebody may write in a channel or a thread that lets them', () => {
    expect([mayPersonWrite('SendMessages'), mayPersonWrite('SendMessagesInThreads')]).toEqual([
      true,
      false,
    ]);
    expect(mayPersonWrite('SendMessagesInThreads', true)).toBe(true);
    expect(mayPersonWrite('SendMessages', true)).toBe(false);
    expect(mayPersonWrite('Administrator')).toBe(true);
  });

  it('the bot may write where its permissions for the command say so', () => {
    expect([mayBotWrite('SendMessages'), mayBotWrite('EmbedLinks')]).toEqual([true, false]);
  });

  it('somebody may write in a direct message, where nothing is said of permissions', () => {
    expect(mayPersonWrite(null)).toBe(true);
  });
});

describe('what showing pictures takes', () => {
  it('showing pictures takes embeds and files, and nothing else', () => {
    expect(missingForPictures(0n)).toEqual(['Embed Links', 'Attach Files']);
    expect(missingForPictures(PermissionsBitField.Flags.Administrator)).toEqual([]);
  });
});
