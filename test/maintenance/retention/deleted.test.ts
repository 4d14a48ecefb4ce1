import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { textPicture } from '../../support/memory-image-store.js';
import { generationIn } from '../../support/states.js';
import { deletedWorld, GUILD } from './deleted-world.js';

const DAY_MS = 86_400_000;

describe('the removal of what was deleted', () => {
  it('a deleted card goes after a day of grace with its pictures, though nothing else is ever cleaned up', async () => {
    const { add, run, left, keys, clock } = await deletedWorld();
    const kept = await add();
    const deleted = await add({ deletedAt: clock.iso() });
    clock.advance(DAY_MS);
    await run();
    expect((await left()).toSorted()).toEqual([kept, deleted].toSorted());
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 1, images: 1 });
    expect(await left()).toEqual([kept]);
    expect(await keys()).toBe(1);
  });

  it('a removal of what was deleted keeps files that no row names, which a whole cleanup removes', async () => {
    const { add, cleanup, images, run, keys, clock } = await deletedWorld();
    // Files are as old as the real clock says.
    clock.advance(Date.now() - clock.now());
    await add({ deletedAt: clock.iso() });
    await images.put(randomUUID(), { kind: 'input', n: 0 }, textPicture('an orphan'));
    clock.advance(2 * DAY_MS);
    const { signal } = new AbortController();
    const removal = await cleanup.run({ before: null, keepsOrphans: true, pauseMs: 0, signal });
    expect(removal).toMatchObject({ interactions: 1, images: 1, orphans: 0 });
    expect(await keys()).toBe(1);
    expect(await run()).toMatchObject({ orphans: 1 });
  });

  it('a deleted card stays while its generation is active, because a worker may be storing its picture', async () => {
    const { add, run, left, clock } = await deletedWorld();
    const id = await add({ deletedAt: clock.iso(), generation: generationIn('cancelling') });
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('a deleted card that was brought back stays', async () => {
    const { add, run, left, persistence, clock } = await deletedWorld();
    const id = await add({ deletedAt: clock.iso() });
    await persistence.change(id, (state) => ({ ...state, deletedAt: null }));
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('the cards of a deleted channel go after a day, those of other channels stay', async () => {
    const { add, run, left, places, clock } = await deletedWorld();
    for (let n = 0; n < 60; n += 1) await add({ channelId: '40' });
    const other = await add({ channelId: '41' });
    await places.add({ guildId: GUILD, channelId: '40', since: clock.iso() });
    clock.advance(DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 60 });
    expect(await left()).toEqual([other]);
    expect(await places.all()).toEqual([]);
  });

  it('the interactions of a server that the bot has left go after seven days', async () => {
    const { add, run, left, places, clock } = await deletedWorld();
    await add();
    const elsewhere = await add({ guildId: '9' });
    // Its card is private, or of somebody who brought the bot there and still has it.
    const byToken = await add({ reach: 'token' });
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(7 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    clock.advance(1);
    expect(await run()).toMatchObject({ interactions: 1 });
    expect(await left()).toEqual([elsewhere, byToken].toSorted());
    expect(await places.all()).toEqual([]);
  });

  it('the interactions of a server that the bot has joined again stay', async () => {
    const { add, run, left, places, clock } = await deletedWorld();
    const id = await add();
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(6 * DAY_MS);
    await places.remove({ guildId: GUILD, channelId: null });
    clock.advance(2 * DAY_MS);
    await run();
    expect(await left()).toEqual([id]);
  });

  it('an active generation keeps its interaction and the note of its place until a later cleanup', async () => {
    const { add, run, places, persistence, clock } = await deletedWorld();
    const id = await add({ generation: generationIn('running') });
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    clock.advance(8 * DAY_MS);
    expect(await run()).toMatchObject({ interactions: 0 });
    expect(await places.all()).toHaveLength(1);
    await persistence.change(id, (state) => ({ ...state, generation: generationIn('delivered') }));
    expect(await run()).toMatchObject({ interactions: 1 });
    expect(await places.all()).toEqual([]);
  });
});
