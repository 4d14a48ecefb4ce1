import { describe, expect, it } from '@jest/globals';

import { strictDouble, strictInstance, takeViolations } from './strict-double.js';

class Machine {
  constructor(readonly speed: number) {}

  run(): string {
    return `at ${this.speed}`;
  }

  halt(): void {
    throw new Error('cannot');
  }
}

describe('a strict double', () => {
  it('does what it was told', () => {
    const machine = strictDouble<Machine>('Machine', { run: () => 'told' });
    expect(machine.run()).toBe('told');
  });

  it('remembers every use it was not told of, even when the error is swallowed', () => {
    const machine = strictDouble<Machine>('Machine', { run: () => 'told' });
    for (const misuse of [() => machine.speed, () => machine.halt()]) {
      expect(misuse).toThrow('not told');
    }
    expect(takeViolations()).toEqual([
      'Machine: read speed, which the double was not told',
      'Machine: read halt, which the double was not told',
    ]);
  });

  it('can be awaited', async () => {
    const machine = strictDouble<Machine>('Machine', { speed: 3 });
    await expect(Promise.resolve(machine)).resolves.toBe(machine);
  });

  it('passes for an instance without having the members of its class', () => {
    const machine = strictInstance(Machine, { speed: 3 });
    expect(machine).toBeInstanceOf(Machine);
    expect(machine.speed).toBe(3);
    expect(() => machine.run()).toThrow('Machine: read run');
    expect(takeViolations()).toHaveLength(1);
  });
});
