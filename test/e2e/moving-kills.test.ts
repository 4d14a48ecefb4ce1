import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { eventually } from '../support/eventually.js';
import { shareWorld, type Room } from '../support/e2e-room.js';

const room = shareWorld();

const POST: RequestMatch = { method: 'POST', route: '/channels/:id/messages' };
const EDIT: RequestMatch = { method: 'PATCH', route: '/channels/:id/messages/:id' };

/**
 * The bot dies over `/show` while it sends this request, before or after Discord has
 * carried it out.
 */
async function killedOver(
  { world, sandbox, ann }: Room,
  former: SeenMessage,
  match: RequestMatch,
  when: 'before' | 'after',
): Promise<void> {
  sandbox.faults.add({ ...match, effect: { kind: 'cut' }, when, times: Infinity });
  const sending = sandbox.requests.begun(match);
  void ann.command('show', { id: interactionIdOf(former) }).catch(() => undefined);
  await sending;
  if (when === 'after') await eventually(() => cardsOf(world.sandbox, former).length === 2);
  await world.bot.kill();
  sandbox.faults.clear();
}

/** The messages of its channel that show this card. */
function cardsOf(sandbox: Room['sandbox'], former: SeenMessage): string[] {
  const messages = [...sandbox.world.messages.values()];
  return messages
    .filter(({ embeds }) => embeds[0]?.footer?.text === former.footer)
    .map(({ id }) => id);
}

/** The only message with buttons; the former one has none, and says where that is. */
async function expectMovedOnce(
  { sandbox, world, ann }: Room,
  former: SeenMessage,
): Promise<SeenMessage> {
  const [, cardId = '', ...others] = cardsOf(sandbox, former);
  expect(others).toEqual([]);
  await former.changed(() => former.buttons.length === 0);
  expect(former.content).toContain(cardId);
  const database = await E2eDatabase.open(world);
  // The row says so last.
  const named = async () => (await database.row(interactionIdOf(former)))?.['message_id'];
  await eventually(async () => (await named()) === cardId);
  return ann.sees(cardId);
}

it.each(['before', 'after'] as const)(
  'a move over which the bot was killed right %s the card was posted is finished by the next start',
  async (when) => {
    const here = room();
    const former = await preview(here.ann, 'a lighthouse');
    await killedOver(here, former, POST, when);
    await here.world.startBot();
    await eventually(() => cardsOf(here.sandbox, former).length === 2);
    const card = await expectMovedOnce(here, former);
    const modal = await here.ben.openModal(card, 'Edit Prompt');
    await modal.submit({ prompt: 'a windmill' });
    await card.changed(() => card.title === 'a windmill');
    expect(cardsOf(here.sandbox, former)).toHaveLength(2);
  },
);

it('a move over which the bot was killed before it closed the former message is finished by the next start, and a press on that is told where the card is', async () => {
  const here = room();
  const former = await preview(here.ann, 'a lighthouse');
  await killedOver(here, former, EDIT, 'before');
  await here.world.startBot();
  const card = await expectMovedOnce(here, former);
  const press = { customId: `process_edit_prompt:${interactionIdOf(card)}` };
  const { ephemeral } = await here.ben.clickRaw(former, press);
  expect(ephemeral?.content).toContain(card.id);
});

it('a card that was moved twice is told by each of its former messages', async () => {
  const { ann, ben, sandbox } = room();
  const former = await preview(ann, 'a lighthouse');
  const id = interactionIdOf(former);
  await ben.command('show', { id }, { channel: 'general' });
  await eventually(() => cardsOf(sandbox, former).length === 2);
  await former.changed(() => former.buttons.length === 0);
  const [, secondId = ''] = cardsOf(sandbox, former);
  const second = ann.sees(secondId);
  await ann.command('show', { id });
  await second.changed(() => second.buttons.length === 0);
  const thirdId = cardsOf(sandbox, former)[2] ?? '';
  expect(second.content).toContain(thirdId);
  // Somebody may have opened the message before it lost its buttons.
  const press = { customId: `process_edit_prompt:${id}` };
  for (const old of [former, second]) {
    const { ephemeral } = await ben.clickRaw(old, press);
    expect(ephemeral?.content).toContain(thirdId);
  }
});
