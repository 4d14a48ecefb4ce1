import { describe, expect, it } from '@jest/globals';

import { inAcceptedForm } from '../../../../src/bot/cards/answering/accepted-form.js';
import { AppError } from '../../../../src/platform/app-error.js';
import { toDiscordError } from '../../../../src/bot/discord-errors.js';
import type { CardMessage } from '../../../../src/views/card-message.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { resultState } from '../../../support/states.js';

const CARD = restoreView(resultState(2)).render();

/** Sends a card to a Discord that refuses it with these codes, one after the other. */
async function send(...codes: readonly number[]) {
  const sent: CardMessage[] = [];
  const refusals = [...codes];
  const once = async (form: CardMessage) => {
    sent.push(form);
    const code = refusals.shift();
    if (code !== undefined) throw toDiscordError(discordApiError(code));
  };
  const logger = new RecordingLogger();
  const sending = inAcceptedForm(CARD, once, logger);
  sending.catch(() => undefined);
  await Promise.allSettled([sending]);
  const parts = sent.map(({ embed, picture }) => ({
    words: embed.fields !== undefined,
    picture: picture !== null,
  }));
  return { sending, sent, parts, logger };
}

const WHOLE = { words: true, picture: true };
const BARE = { words: false, picture: false };

describe('a card that Discord refuses', () => {
  it('a card that Discord accepts is sent once, as it is', async () => {
    const { sent } = await send();
    expect(sent).toEqual([CARD]);
  });

  it.each([
    [200000, { words: false, picture: true }],
    [200001, { words: false, picture: true }],
    [20009, { words: true, picture: false }],
    [40005, { words: true, picture: false }],
    [59_999, BARE],
  ])(
    'a card that Discord refuses with %i is sent again without what that means',
    async (code, second) => {
      const { parts, logger } = await send(code);
      expect(parts).toEqual([WHOLE, second]);
      expect(logger.messages('warn')).toEqual(['Discord refused a card']);
    },
  );

  it('a card that Discord refuses twice is sent without words and picture, its buttons always with it', async () => {
    const { parts, sent } = await send(20009, 20009);
    expect(parts).toEqual([WHOLE, { words: true, picture: false }, BARE]);
    expect(sent[2]).toMatchObject({ rows: CARD.rows, embed: { footer: CARD.embed.footer } });
  });

  it('a card that Discord refuses in its last form is given up', async () => {
    const { parts, sending } = await send(59_999, 59_999);
    expect(parts).toEqual([WHOLE, BARE]);
    expect((await appErrorOf(sending)).code).toBe('discord.rejected');
  });

  it('a card that is out of reach is tried in no other form', async () => {
    const { parts, sending } = await send(10008);
    expect(parts).toEqual([WHOLE]);
    expect((await appErrorOf(sending)).code).toBe('discord.undeliverable');
  });
});

it('a card whose picture the line does not carry is sent with a smaller one, and says so', async () => {
  const sent: CardMessage[] = [];
  const failed = new AppError({
    code: 'discord.upload_failed',
    retryable: true,
    userMessage: 'too slow',
  });
  const once = async (form: CardMessage) => {
    sent.push(form);
    if (sent.length === 1) throw failed;
  };
  await inAcceptedForm(CARD, once, new RecordingLogger());
  expect(sent.map(({ picture }) => picture?.maxBytes)).toEqual([undefined, 128 * 1024]);
  expect(sent[1]?.embed.description).toContain('smaller copy');
  expect(sent[1]?.embed.fields).toEqual(CARD.embed.fields);
});
