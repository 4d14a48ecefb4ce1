import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { result } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';

const isCovered = (card: SeenMessage) => card.files.map(({ isSpoiler }) => isSpoiler);

it('pictures are covered outside age-restricted channels and their threads, and when they leave these', async () => {
  const world = await E2eWorld.withoutBot({ env: { SPOILER_MODE: 'outside-age-restricted' } });
  const { sandbox } = world;
  sandbox.world.channel('pictures').nsfw = true;
  await world.startBot();
  const ann = sandbox.user('ann');

  const outside = await result(ann, 'a cat', { channel: 'general' });
  expect(isCovered(outside)).toEqual([true]);
  expect(outside.embeds[0]?.image).toBeUndefined();
  const inside = await result(ann, 'a cat', { channel: 'pictures' });
  expect(isCovered(inside)).toEqual([false]);
  const inThread = await result(ann, 'a cat', { channel: 'kittens' });
  expect(isCovered(inThread)).toEqual([false]);
  await ann.command('show', { id: interactionIdOf(inside) }, { channel: 'general' });
  const moved = await ann.nextMessage('general');
  await moved.changed(() => moved.files.length > 0);
  expect(isCovered(moved)).toEqual([true]);
  const direct = await ann.nextReply(await ann.dm('a cat'));
  expect(direct.title).toBe('a cat');
});
