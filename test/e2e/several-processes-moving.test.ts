import { expect, it } from '@jest/globals';

import { interactionIdOf } from '../support/e2e-card-look.js';
import { finished, preview } from '../support/e2e-cards.js';
import { channelOn, E2eProcesses } from '../support/e2e-processes.js';
import { queryPostgres } from '../support/postgres/server.js';

it('a card of a server that another process serves is brought here, and its outcome is shown here', async () => {
  const processes = await E2eProcesses.prepare(2);
  const bots = [await processes.start('0'), await processes.start('1')];
  const { sandbox, databaseUrl } = processes;
  const ann = processes.person('ann', 0);
  const card = await preview(ann, 'a lighthouse');
  // The same person, as a member of the other server.
  sandbox.world.guild('Server 1').members.set(ann.id, {
    userId: ann.id,
    roleIds: [],
    joinedAt: sandbox.clock.timestamp(),
    nick: null,
  });
  const place = { channel: channelOn(1) };
  const { ephemeral } = await ann.command('show', { id: interactionIdOf(card) }, place);
  await ephemeral?.changed(() => !ephemeral.isLoading);
  const [, id = ''] = /\/(\d+)$/.exec(ephemeral?.content ?? '') ?? [];
  const there = ann.sees(id);
  expect(there.channelId).toBe(sandbox.world.channel(channelOn(1)).id);
  await card.changed(() => card.buttons.length === 0);
  expect(card.content).toContain(id);
  const { ephemeral: told } = await ann.clickRaw(card, {
    customId: `process_edit_prompt:${interactionIdOf(card)}`,
  });
  expect(told?.content).toContain(id);
  await ann.click(there, 'Process Prompt');
  await finished(there);
  expect(await queryPostgres(databaseUrl, 'SELECT id FROM command_requests')).toEqual([]);
  expect(await Promise.all(bots.map((bot) => bot.stop()))).toEqual([0, 0]);
});
