import { describe, expect, it } from '@jest/globals';

import { promptText, type MentionNames } from '../../../../src/bot/intake/mention/prompt-text.js';

const NAMES: MentionNames = {
  bot: new Set(['1', '10']),
  users: new Map([
    ['1', 'Nano Banana'],
    ['2', 'Ann'],
    ['3', '$& <@2>'],
  ]),
  roles: new Map([
    ['10', 'Nano Banana'],
    ['20', 'artists'],
  ]),
  channels: new Map([
    ['30', 'gallery'],
    ['1', 'a channel with the bot’s number'],
  ]),
};

describe('the prompt of a message', () => {
  it.each([
    ['a mention before it', '<@1> a lighthouse', 'a lighthouse'],
    ['a mention with an exclamation mark', '<@!1> a lighthouse', 'a lighthouse'],
    ['a mention of the bot’s role', '<@&10> a lighthouse', 'a lighthouse'],
    ['a mention behind it', 'a lighthouse <@1>', 'a lighthouse'],
    ['a mention in the middle', 'a <@1> lighthouse', 'a lighthouse'],
    ['two mentions', '<@1> <@1> a lighthouse', 'a lighthouse'],
    ['no space behind the mention', '<@1>a lighthouse', 'a lighthouse'],
    ['no mention, as in a direct message', 'a lighthouse', 'a lighthouse'],
    ['nothing but a mention', '<@1>', ''],
    ['nothing at all', '', ''],
    ['another person', '<@1> a portrait of <@2>, smiling', 'a portrait of @Ann, smiling'],
    ['a role', '<@1> a party of <@&20>', 'a party of @artists'],
    ['a channel', '<@1> for <#30> only', 'for #gallery only'],
    ['a channel with the number of the bot', '<#1>', '#a channel with the bot’s number'],
    ['someone unknown', '<@1> hello <@999>', 'hello <@999>'],
    ['a name that looks like a token', '<@1> hello <@3>', 'hello @$& <@2>'],
    ['lines and spaces', '<@1>   one\n\n  two   three ', 'one\n\n  two   three'],
    ['emoji of a server', '<@1> <:banana:123> <a:dance:9> @everyone', 'banana dance @everyone'],
    ['markdown and mathematics', '<@1> *a* < b > c <@ 1>', '*a* < b > c <@ 1>'],
  ])('the prompt is read from a message with %s', (_name, content, expected) => {
    expect(promptText(content, NAMES)).toBe(expected);
  });
});
