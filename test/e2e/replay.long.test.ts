import { expect, it } from '@jest/globals';

import { preview, restyle, result } from '../support/e2e-cards.js';
import { allReplied, inVain, mentionBeforeKill, repliesTo } from '../support/e2e-replies.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { E2eWorld } from '../support/e2e-world.js';
import { placeOf } from '../support/e2e-card-look.js';

const room = shareGeminiWorld();

it('a mention that was stored is answered even if Discord does not tell of it again', async () => {
  const world = await E2eWorld.start({ env: { CATCH_UP_HOURS: '0' } });
  const { sandbox } = world;
  const first = await mentionBeforeKill(world, sandbox.user('ann'));
  sandbox.gateway.invalidateSessions();
  await world.startBot();
  await allReplied(sandbox, [first]);
  await world.bot.logged('Finished a request');
  expect(repliesTo(sandbox, first)).toHaveLength(1);
});

it('a mention that was deleted meanwhile is not answered', async () => {
  const { world, sandbox, ann } = room();
  await world.bot.kill();
  const [regretted, meant] = [await ann.mention('a cat'), await ann.mention('a dog')];
  ann.deleteMessage(regretted);
  await world.startBot();
  await allReplied(sandbox, [meant]);
  expect(repliesTo(sandbox, regretted)).toEqual([]);
});

it('nothing is lost when the bot is killed again and again while it comes back', async () => {
  const { world, sandbox, ann, ben } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  await restyle(ann, card, 'Neon');
  await world.bot.kill();
  await inVain(sandbox, ann.click(card, '⬅️'));
  const said = await Promise.all(
    Array.from({ length: 6 }, (_, n) => ben.mention(n % 2 === 0 ? '' : `picture ${n}`)),
  );
  for (const message of said.slice(0, 5)) {
    await world.startBot();
    await allReplied(sandbox, [message]);
    await world.bot.kill();
  }
  await world.startBot();
  await allReplied(sandbox, said);
  await card.changed((each) => placeOf(each) === '2 of 3');
  await preview(ann, 'one more');
  expect(said.map((message) => repliesTo(sandbox, message).length)).toEqual(said.map(() => 1));
  expect(placeOf(card)).toBe('2 of 3');
});

it('a session that cannot be resumed is told once in the log, and the bot starts without it', async () => {
  const world = await E2eWorld.start({ env: { CATCH_UP_HOURS: '0' } });
  await world.bot.kill();
  world.sandbox.gateway.invalidateSessions();
  await world.startBot();
  const told = await world.bot.logged('Session could not be resumed');
  expect(told['reason']).toBe('Discord no longer knows the session');
  await preview(world.sandbox.user('ann'), 'a cat');
  expect(world.bot.log.filter(({ msg }) => msg === told.msg)).toHaveLength(1);
});

it('a session is not resumed when that is switched off', async () => {
  const env = { RESUME_SESSION: 'false', CATCH_UP_HOURS: '0' };
  const world = await E2eWorld.start({ env });
  const { sandbox } = world;
  const ann = sandbox.user('ann');
  await preview(ann, 'a cat');
  await world.bot.kill();
  const missed = await ann.mention('a dog');
  await world.startBot();
  await preview(ann, 'a cow');
  expect(repliesTo(sandbox, missed)).toEqual([]);
  expect(world.bot.log.map(({ msg }) => msg)).not.toContain('Handling what was missed');
});
