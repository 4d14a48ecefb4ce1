import { describe, expect, it } from '@jest/globals';
import { ApplicationCommandOptionType, CDN, type ChatInputCommandInteraction } from 'discord.js';

import {
  IMAGINE_OPTIONS,
  readImagine,
} from '../../../../src/bot/intake/command/imagine-options.js';
import { AUTOMATIC_SETTINGS, type Settings } from '../../../../src/interactions/settings.js';
import { OFFERED } from '../../../support/offered-models.js';

type Filled = Readonly<Record<string, unknown>>;

/** What is read from a command with these options. */
function read(filled: Filled, defaults: Settings = AUTOMATIC_SETTINGS) {
  const get = (name: string) => filled[name] ?? null;
  const options = {
    getString: get,
    getInteger: get,
    getBoolean: get,
    getAttachment: get,
    getUser: get,
    getMember: (name: string) => get(`member of ${name}`),
  };
  const client = { rest: { cdn: new CDN('https://cdn.test') } };
  const command = { options, guildId: '31', client };
  return readImagine(command as unknown as ChatInputCommandInteraction, OFFERED, defaults);
}

const NOTHING = {
  prompt: '',
  styleKey: null,
  settings: AUTOMATIC_SETTINGS,
  estimate: null,
  pictures: [],
  isPrivate: false,
  notes: [],
};

const showing = (url: string, displayName = 'Ben') => ({
  displayName,
  displayAvatarURL: (wanted: object) => {
    expect(wanted).toEqual({ extension: 'png', size: 1024, forceStatic: true });
    return url;
  },
});

const file = (name: string) => ({ name, size: 5, url: `https://cdn.test/${name}`, spoiler: true });

const urls = (told: Filled) => read(told).pictures.map(({ url }) => url);

describe('the options of /imagine', () => {
  it('the options have the names that people know, and no command is refused for one that is missing', () => {
    expect(IMAGINE_OPTIONS.map(({ name }) => name).join(' ')).toBe(
      'prompt picture picture2 picture3 picture4 avatar style ratio size count model private',
    );
    expect(read({})).toEqual(NOTHING);
    const suggested = IMAGINE_OPTIONS.filter((option) => 'autocomplete' in option);
    expect(suggested.map(({ name }) => name)).toEqual(['style', 'model']);
    const { choices } = IMAGINE_OPTIONS.find(({ name }) => name === 'ratio') ?? {};
    expect(choices?.length).toBeLessThanOrEqual(25);
    expect(IMAGINE_OPTIONS.map(({ type }) => type)).not.toContain(
      ApplicationCommandOptionType.Number,
    );
  });

  it('a prompt that shows nothing is none', () => {
    expect(read({ prompt: ' \u200b\u2800\n' })).toEqual(NOTHING);
  });

  it('all options are taken over', () => {
    expect(
      read({
        prompt: ' a cat ',
        style: 'neon',
        ratio: '3:2',
        size: '2K',
        count: 3,
        model: 'usual',
        private: true,
      }),
    ).toEqual({
      ...NOTHING,
      prompt: 'a cat',
      styleKey: 'neon',
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '3:2', imageSize: '2K', count: 3 },
      isPrivate: true,
    });
  });

  it('an option goes before a flag in the prompt, and both go before the defaults', () => {
    const defaults = { ...AUTOMATIC_SETTINGS, aspectRatio: '1:1', imageSize: '4K', count: 4 };
    const { settings, prompt } = read({ prompt: 'a cat --ar 16:9 --n 2', count: 1 }, defaults);
    expect(settings).toEqual({ ...defaults, aspectRatio: '16:9', count: 1 });
    expect(prompt).toBe('a cat');
  });

  it('a value that the chosen model does not have is told once, and another model’s is no matter', () => {
    const { settings, notes } = read({ prompt: 'a cat --ar 1:8', size: '2K', model: 'cheap' });
    expect(settings).toMatchObject({ model: 'cheap', imageSize: null, aspectRatio: '9:16' });
    expect(notes).toEqual([
      'cheap has no ratio 1:8, so I use the nearest, 9:16.',
      'cheap has no size 2K, so I use its usual one.',
    ]);
    expect(read({ prompt: 'a cat --size 2K --model cheap', model: 'usual' })).toMatchObject({
      settings: { model: null, imageSize: '2K' },
      notes: [],
    });
  });

  it.each([
    ['Pixel Art 16-bit', 'pixel_art_16'],
    [' NEON ', 'neon'],
    ['pop_art', 'pop_art'],
  ])('a style that was typed, not picked, is understood: %j', (style, key) => {
    expect(read({ style })).toEqual({ ...NOTHING, styleKey: key });
  });

  it('a style or model that does not exist is left out, and the card says so, however much was typed', () => {
    const { styleKey, settings, notes } = read({ style: 'x'.repeat(5_000), model: 'gpt' });
    expect([styleKey, settings]).toEqual([null, AUTOMATIC_SETTINGS]);
    expect(notes).toEqual([
      `**${'x'.repeat(60)}** was left out. I have no such style.`,
      '**gpt** was left out. I have no such model.',
    ]);
    expect(read({ model: ' Cheap ' }).settings.model).toBe('cheap');
  });

  it('the pictures come in the order of their options, and somebody’s picture last', () => {
    const { pictures } = read({
      picture2: file('second.png'),
      picture: file('first.png'),
      picture4: file('fourth.png'),
      avatar: showing('https://cdn.test/of-the-user.png'),
    });
    expect(pictures).toEqual([
      ...['first.png', 'second.png', 'fourth.png'].map((name) => ({
        name,
        size: 5,
        url: `https://cdn.test/${name}`,
        isSpoiler: true,
      })),
      {
        name: 'the picture of Ben',
        size: 0,
        url: 'https://cdn.test/of-the-user.png',
        isSpoiler: false,
      },
    ]);
  });

  it('of a member the picture is taken that they have in this server', () => {
    const avatar = showing('https://cdn.test/of-the-user.png');
    const member = showing('https://cdn.test/of-the-member.png');
    expect(urls({ avatar, 'member of avatar': member })).toEqual([
      'https://cdn.test/of-the-member.png',
    ]);
    // As it comes from a place where the bot is not.
    expect(urls({ avatar, 'member of avatar': { nick: 'Benny' } })).toEqual([
      'https://cdn.test/of-the-user.png',
    ]);
    // discord.js makes no member of a server where the bot is not.
    const there = { ...avatar, id: '21' };
    expect(urls({ avatar: there, 'member of avatar': { avatar: 'a1b2' } })).toEqual([
      'https://cdn.test/guilds/31/users/21/avatars/a1b2.png?size=1024',
    ]);
  });
});
