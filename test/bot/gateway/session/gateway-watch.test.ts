import { describe, expect, it } from '@jest/globals';

import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import { GatewayWatch } from '../../../../src/bot/gateway/session/gateway-watch.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { clicked, guild, pressed, ready, resumed, said } from '../../../support/gateway-packets.js';

function setUp() {
  const processed = new ProcessedEvents();
  const clock = new FakeClock();
  const watch = new GatewayWatch(processed, clock);
  const handle = (id: string) => {
    processed.markStarted(id);
    processed.markDone(id);
  };
  const where = () => {
    const [mark] = watch.sessions();
    return [mark?.sequence, mark?.seenUpTo];
  };
  return { watch, clock, handle, where };
}

describe('the watch over the gateway', () => {
  it('the watch knows nothing before a session begins', () => {
    const { watch } = setUp();
    watch.receive(said(5, '50'), 0);
    expect(watch.sessions()).toEqual([]);
  });

  it('the watch knows each shard’s session, and how far it has come', () => {
    const { watch } = setUp();
    watch.receive(ready(1, 'first'), 0);
    watch.receive(guild(2, '40', '50', null), 0);
    watch.receive(ready(1, 'second'), 1);
    const common = { shardCount: 1, resumeUrl: 'wss://gateway.test', catchUpSince: null };
    expect(watch.sessions()).toEqual([
      { ...common, shardId: 0, sessionId: 'first', sequence: 2, seenUpTo: '50' },
      { ...common, shardId: 1, sessionId: 'second', sequence: 1, seenUpTo: '0' },
    ]);
  });

  it('the watch does not go past what is not handled, though later things are', () => {
    const { watch, handle, where } = setUp();
    watch.receive(ready(), 0);
    watch.receive(said(2, '50'), 0);
    watch.receive(clicked(3, '60'), 0);
    watch.receive(said(4, '70', { mentions: [] }), 0);
    watch.receive(said(5, '80'), 0);
    expect(where()).toEqual([1, '49']);
    handle('80');
    handle('60');
    expect(where()).toEqual([1, '49']);
    handle('50');
    expect(where()).toEqual([5, '80']);
  });

  it('the watch owes a look back to a message that is not handled, and none to a click', () => {
    const { watch, handle } = setUp();
    watch.receive(ready(), 0);
    watch.receive(clicked(2, '40'), 0);
    expect(watch.sessions()).toMatchObject([{ sequence: 1, catchUpSince: null }]);
    watch.receive(said(3, '50'), 0);
    watch.receive(said(4, '60'), 0);
    expect(watch.sessions()).toMatchObject([{ sequence: 1, catchUpSince: '49' }]);
    handle('50');
    handle('60');
    expect(watch.sessions()).toMatchObject([{ sequence: 1, catchUpSince: null }]);
  });

  it('the watch tells what a resumed session lost, from the numbers alone', () => {
    const { watch, handle } = setUp();
    const told: unknown[] = [];
    watch.events.on('loss', (since, shard) => told.push([since, shard]));
    watch.receive(ready(), 3);
    watch.receive(said(2, '50'), 3);
    handle('50');
    watch.receive(resumed(3), 3);
    expect(told).toEqual([]);
    watch.receive(said(7, '90'), 3);
    watch.receive(resumed(8), 3);
    expect(told).toEqual([['50', 3]]);
    watch.receive(resumed(9), 3);
    expect(told).toHaveLength(1);
  });

  it('the watch does not go past a pressed pencil before its comment is handled', () => {
    const { watch, handle, where } = setUp();
    watch.receive(ready(), 0);
    watch.receive(guild(2, '60'), 0);
    watch.receive(pressed(3, '50'), 0);
    watch.receive(pressed(4, '50'), 0);
    expect(where()).toEqual([2, '60']);
    handle('50');
    expect(where()).toEqual([4, '60']);
  });

  it('the watch lets go of what never reached a handler', () => {
    const { watch, clock, where } = setUp();
    watch.receive(ready(), 0);
    watch.receive(said(2, '50'), 0);
    clock.advance(10 * 60 * 1000);
    expect(where()).toEqual([1, '49']);
    clock.advance(1);
    expect(where()).toEqual([2, '50']);
  });

  it('the watch tells of every event, and of the gap when a shard has to begin anew', () => {
    const { watch, handle } = setUp();
    const told: unknown[] = [];
    watch.events.on('change', () => told.push('change'));
    watch.events.on('gap', (since) => told.push(since));
    watch.receive(ready(), 0);
    watch.receive(said(2, '50'), 0);
    watch.receive(said(3, '60'), 0);
    handle('50');
    watch.receive(ready(1, 'another'), 0);
    expect(told).toEqual(['change', 'change', 'change', '59', 'change']);
  });
});
