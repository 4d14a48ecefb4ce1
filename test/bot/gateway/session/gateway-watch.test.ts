import { describe, expect, it } from '@jest/globals';

import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import { GatewayWatch } from '../../../../src/bot/gateway/session/gateway-watch.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { clicked, guild, pressed, ready, said } from '../../../support/gateway-packets.js';

function setUp() {
  const processed = new ProcessedEvents();
  const clock = new FakeClock();
  const watch = new GatewayWatch(processed, clock);
  const handle = (id: string) => {
    processed.markStarted(id);
    processed.markDone(id);
  };
  const where = () => {
    const [mark] = watch.positions();
    return [mark?.sequence, mark?.seenUpTo];
  };
  return { watch, clock, handle, where };
}

describe('the watch over the gateway', () => {
  it('the watch knows nothing before a session begins', () => {
    const { watch } = setUp();
    watch.receive(said(5, '50'), 0);
    expect(watch.positions()).toEqual([]);
  });

  it('the watch knows each shard’s session, and how far it has come', () => {
    const { watch } = setUp();
    watch.receive(ready(1, 'first'), 0);
    watch.receive(guild(2, '40', '50', null), 0);
    watch.receive(ready(1, 'second'), 1);
    const common = { shardCount: 1, resumeUrl: 'wss://gateway.test' };
    expect(watch.positions()).toEqual([
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
