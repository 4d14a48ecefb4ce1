import { afterEach, describe, expect, it } from '@jest/globals';
import { SandboxClock } from '../../src/sandbox/clock.js';

describe('the sandbox’s clock', () => {
  let clock = new SandboxClock();
  afterEach(() => {
    clock.stop();
    clock = new SandboxClock();
  });

  it('the clock shows the real time plus what it was advanced by', () => {
    const before = Date.now();
    clock.advance(5000);
    expect(clock.now()).toBeGreaterThanOrEqual(before + 5000);
    expect(clock.now()).toBeLessThanOrEqual(Date.now() + 5000);
    expect(clock.offsetMs).toBe(5000);
  });

  it('the clock starts ahead when it is told to', () => {
    expect(new SandboxClock(1000).now()).toBeGreaterThanOrEqual(Date.now() + 999);
  });

  it('the clock does not go backwards', () => {
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  });

  it('the clock fires what falls due while it advances, in the order of the times, and nothing else', () => {
    const fired: string[] = [];
    clock.after(3000, () => fired.push('three'));
    clock.after(1000, () => fired.push('one'));
    clock.after(60_000, () => fired.push('sixty'));
    clock.advance(3000);
    expect(fired).toEqual(['one', 'three']);
    clock.advance(57_000);
    expect(fired).toEqual(['one', 'three', 'sixty']);
  });

  it('the clock also fires a timer by waiting, and sooner when it was advanced', async () => {
    const fired = new Promise((resolve) => {
      clock.after(60_000, () => resolve('fired'));
    });
    clock.advance(59_990);
    expect(await fired).toBe('fired');
  });

  it('the clock fires a timer for which waiting does not count only when it advances', async () => {
    const fired: string[] = [];
    clock.after(1, () => fired.push('standing'), false);
    await new Promise<void>((resolve) => void clock.after(5, resolve));
    expect(fired).toEqual([]);
    clock.advance(1);
    expect(fired).toEqual(['standing']);
  });

  it('the clock never fires a cancelled timer', () => {
    const fired: string[] = [];
    clock.after(1000, () => fired.push('kept'));
    clock.after(1000, () => fired.push('cancelled')).cancel();
    clock.advance(2000);
    expect(fired).toEqual(['kept']);
  });

  it('the clock fires a timer that another one sets only once it is due itself', () => {
    const fired: string[] = [];
    clock.after(1000, () => {
      clock.after(1000, () => fired.push('second'));
    });
    clock.advance(1500);
    expect(fired).toEqual([]);
    clock.advance(1000);
    expect(fired).toEqual(['second']);
  });
});
