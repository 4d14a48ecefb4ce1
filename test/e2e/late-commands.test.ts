import { expect, it } from '@jest/globals';

import {
  ACKNOWLEDGED,
  dieOver,
  expectNothingWaits,
  nextLife,
} from '../support/e2e-command-kills.js';
import {
  cardsWith,
  EDIT_PICTURE,
  IMAGINE,
  onlyCard,
  PRIVATE_IMAGINE,
  type WayIn,
} from '../support/e2e-commands.js';
import { finished } from '../support/e2e-cards.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { directMessage } from '../support/e2e-outcomes.js';

const room = shareGeminiWorld();

const TOKEN_LIFETIME_MS = 15 * 60_000;
const [ON_ACKNOWLEDGING, , ON_POSTING] = ACKNOWLEDGED;

/** The bot is killed over a command, and started when its token is over. */
async function tooLate(
  here: GeminiRoom,
  way: WayIn,
  prompt: string,
  point = ON_ACKNOWLEDGING,
): Promise<void> {
  await dieOver(here, way, prompt, point);
  here.sandbox.clock.advance(TOKEN_LIFETIME_MS + 1_000);
}

it.each([IMAGINE, EDIT_PICTURE])(
  'a card comes to its channel where the token of $name was over when the bot was started',
  async (way) => {
    const here = room();
    const prompt = `late ${way.name}`;
    await tooLate(here, way, prompt);
    await nextLife(here);
    await expectNothingWaits(here);
    const card = onlyCard(here, here.ben, prompt);
    await here.ben.click(card, 'Process Prompt');
    await finished(card);
    expect(here.gemini.requests).toHaveLength(1);
  },
);

it('a card that was posted before a kill is not posted again where the token is over', async () => {
  const here = room();
  await tooLate(here, IMAGINE, 'a dog', ON_POSTING);
  await nextLife(here);
  await expectNothingWaits(here);
  expect(cardsWith(here, 'a dog')).toHaveLength(1);
});

it('who asked for a private card is told in a direct message where the token is over', async () => {
  const here = room();
  await tooLate(here, PRIVATE_IMAGINE, 'a fox');
  await nextLife(here);
  expect((await directMessage(here, here.ann)).content).toContain('Please ask again.');
  await expectNothingWaits(here);
  expect(cardsWith(here, 'a fox')).toHaveLength(0);
});

it('nobody is told of a private card who takes no direct messages, and the command is forgotten', async () => {
  const here = room();
  const { sandbox } = here;
  await tooLate(here, PRIVATE_IMAGINE, 'an owl');
  const refused = { code: 50_007, message: 'Cannot send messages to this user' };
  sandbox.faults.add({
    method: 'POST',
    route: '/channels/:id/messages',
    effect: { kind: 'status', status: 403, body: refused },
  });
  await nextLife(here);
  await expectNothingWaits(here);
  const { id } = sandbox.world.directChannel(here.ann.id, sandbox.bot.id);
  expect([...sandbox.world.messages.values()].filter(({ channelId }) => channelId === id)).toEqual(
    [],
  );
});
