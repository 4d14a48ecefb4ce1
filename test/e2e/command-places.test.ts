import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import { denyInChannel } from '../../src/sandbox/world/permissions.js';
import { finished } from '../support/e2e-cards.js';
import { cardsWith, onlyCard, openForm } from '../support/e2e-commands.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';

const room = shareGeminiWorld();

const { AttachFiles, SendMessages } = PermissionFlagsBits;

/** Nothing was asked of Discord that it had to refuse. */
function expectNoRefusals({ sandbox }: GeminiRoom): void {
  expect(sandbox.requests.all.filter(({ status }) => (status ?? 0) >= 400)).toEqual([]);
}

it('where the bot may not write, the answer to a command or form is its card, for everybody', async () => {
  const here = room();
  const { sandbox, ann, ben, channel } = here;
  sandbox.denyBot(channel, SendMessages);
  await ann.command('imagine', { prompt: 'a cat' });
  await (await openForm(ben, ann, channel)).submit({ prompt: 'a dog' });
  for (const prompt of ['a cat', 'a dog']) {
    await eventually(() => cardsWith(here, prompt).length === 1);
    const card = onlyCard(here, ben, prompt);
    expect([card.isEphemeral, card.channelId]).toEqual([false, sandbox.world.channel(channel).id]);
    await ben.click(card, 'Process Prompt');
    await finished(card);
  }
  expectNoRefusals(here);
});

it('where the bot may show no pictures, a command is refused privately, before anything is read or stored', async () => {
  const here = room();
  const { sandbox, ann, ben, channel } = here;
  const modal = await openForm(ann, ben, channel);
  sandbox.denyBot(channel, AttachFiles);
  const answers = [
    await ann.command('imagine', { prompt: 'a whale' }),
    await modal.submit({ prompt: 'a whale' }),
  ];
  for (const { ephemeral } of answers) {
    expect(ephemeral?.content).toContain('I lack a permission in this channel (Attach Files)');
    expect(ephemeral?.content).toMatch(/then try again\.$/);
  }
  expect(cardsWith(here, 'a whale')).toHaveLength(0);
  expectNoRefusals(here);
});

it('where a person may not write, the cards of their commands are for them alone', async () => {
  const here = room();
  const { sandbox, ann, ben, channel } = here;
  const { world } = sandbox;
  denyInChannel(world, world.channel(channel), ann.id, SendMessages);
  await ann.command('imagine', { prompt: 'a fox' });
  const modal = await openForm(ann, ben, channel);
  expect(JSON.stringify(modal.shown)).toContain('Only you see the card.');
  await modal.submit({ prompt: 'an owl' });
  for (const prompt of ['a fox', 'an owl']) {
    await eventually(() => cardsWith(here, prompt).length === 1);
    const card = onlyCard(here, ann, prompt);
    expect(card.isEphemeral).toBe(true);
    await ann.click(card, 'Process Prompt');
    await finished(card);
  }
  expectNoRefusals(here);
});
