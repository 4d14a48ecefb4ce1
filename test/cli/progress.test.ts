import { Writable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { Progress } from '../../src/cli/progress.js';
import { FakeClock } from '../support/fake-clock.js';

function shown(isTTY: boolean, total: number | null) {
  const clock = new FakeClock();
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const progress = new Progress(Object.assign(stream, { isTTY }), clock, 'Reading', total);
  return { clock, progress, text: () => text };
}

describe('progress', () => {
  it('the progress is a bar that is drawn over itself on a terminal, and gone at the end', () => {
    const { clock, progress, text } = shown(true, 2_000);
    clock.advance(100);
    progress.update(500);
    expect(text()).toContain(`Reading [${'█'.repeat(6)}${'░'.repeat(18)}] 500 of 2,000 (25 %)`);
    expect(text()).not.toContain('\n');
    clock.advance(50);
    progress.update(600);
    expect(text()).not.toContain('600');
    clock.advance(50);
    // More has come than was counted.
    progress.update(2_500);
    expect(text()).toContain(`[${'█'.repeat(24)}] 2,500 of 2,000 (100 %)`);
    const before = text().length;
    progress.end();
    expect(text().slice(before)).toBe('\u001B[1G\u001B[2K');
  });

  it('the progress is a plain line every ten seconds elsewhere', () => {
    const { clock, progress, text } = shown(false, 2_000);
    for (let second = 1; second <= 25; second += 1) {
      clock.advance(1_000);
      progress.update(second * 10);
    }
    progress.end();
    expect(text()).toBe('Reading: 100 of 2,000 (5 %)\nReading: 200 of 2,000 (10 %)\n');
  });

  it('the progress says only how much is done where nobody knows the total', () => {
    const { clock, progress, text } = shown(false, null);
    clock.advance(10_000);
    progress.update(1_234);
    expect(text()).toBe('Reading: 1,234\n');
  });

  it('the progress says nothing of work that is over at once', () => {
    const { progress, text } = shown(false, 10);
    progress.update(10);
    progress.end();
    expect(text()).toBe('');
  });
});
