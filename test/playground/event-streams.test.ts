import { EventEmitter } from 'node:events';

import { expect, it } from '@jest/globals';

import { SandboxClock } from '../../src/sandbox/clock.js';
import { DismissedMessages } from '../../src/playground/dismissed-messages.js';
import { EventStreams } from '../../src/playground/event-streams.js';
import { PersonView } from '../../src/playground/person-view.js';
import { playgroundWorld } from '../../src/playground/playground-world.js';

const MIB = 1024 * 1024;
const CLOCK = { kind: 'clock', clock: { offsetMs: 0 } } as const;

class Reader extends EventEmitter<{ close: [] }> {
  readonly lines: string[] = [];
  writableLength = 0;
  isDestroyed = false;

  write(text: string): void {
    this.lines.push(text);
  }

  end(): void {
    this.emit('close');
  }

  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

function viewOfAnn(): PersonView {
  const world = playgroundWorld(new SandboxClock());
  return new PersonView(world, world.user('ann'), new DismissedMessages());
}

it('the event streams let go of a reader that is too far behind, and of no other', () => {
  const streams = new EventStreams();
  const [slow, quick] = [new Reader(), new Reader()];
  for (const reader of [slow, quick]) streams.add(reader, viewOfAnn(), CLOCK);
  slow.writableLength = 17 * MIB;
  streams.tellAll(CLOCK);
  expect(slow.isDestroyed).toBe(true);
  expect(quick.isDestroyed).toBe(false);
  expect(quick.lines).toEqual([`${JSON.stringify(CLOCK)}\n`, `${JSON.stringify(CLOCK)}\n`]);
  expect(streams.count).toBe(1);
});

it('the event streams have room for 32 pages', () => {
  const streams = new EventStreams();
  for (let n = 0; n < 32; n += 1) {
    streams.makeRoom();
    streams.add(new Reader(), viewOfAnn(), CLOCK);
  }
  expect(() => streams.makeRoom()).toThrow('Too many pages');
  streams.end();
  expect(streams.count).toBe(0);
});
