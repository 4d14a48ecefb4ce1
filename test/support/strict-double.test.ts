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
  it('a strict double does what it was told', () => {
    const machine = strictDouble<Machine>('Machine', { run: () => 'told' });
    expect(machine.run()).toBe('told');
  });

  it('a strict double remembers every use it was not told of, even when the error is swallowed', () => {
    const machine = strictDouble<Machine>('Machine', { run: () => 'told' });
    for (const misuse of [() => machine.speed, () => machine.halt()]) {
      expect(misuse).toThrow('not told');
    }
    expect(takeViolations()).toEqual([
      'Machine: read speed, which the double was not told',
      'Machine: read halt, which the double was not told',
    ]);
  });

  it('a strict double keeps its members when an object that inherits from it gets its own', () => {
    const machine = strictDouble<Machine>('Machine', { run: () => 'told' });
    const faster: Machine = Object.create(machine);
    faster.run = () => `${machine.run()}, faster`;
    expect(faster.run()).toBe('told, faster');
    expect(machine.run()).toBe('told');
  });

  it('a strict double can be awaited', async () => {
    const machine = strictDouble<Machine>('Machine', { speed: 3 });
    await expect(Promise.resolve(machine)).resolves.toBe(machine);
  });

  it('a strict instance passes for its class without having the members of it', () => {
    const machine = strictInstance(Machine, { speed: 3 });
    expect(machine).toBeInstanceOf(Machine);
    expect(machine.speed).toBe(3);
    expect(() => machine.run()).toThrow('Machine: read run');
    expect(takeViolations()).toHaveLength(1);
  });
});
