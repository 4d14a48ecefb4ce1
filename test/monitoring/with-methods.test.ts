import { describe, expect, it } from '@jest/globals';

import { withMethods } from '../../src/monitoring/with-methods.js';

class Counter {
  private count = 0;

  increase(): number {
    this.count += 1;
    return this.count;
  }

  increaseTwice(): number {
    this.increase();
    return this.increase();
  }
}

describe('an object with some methods replaced', () => {
  it('the wrapper has the replacements, and all else of the object', () => {
    const counter = new Counter();
    const wrapper = withMethods(counter, { increase: () => 100 + counter.increase() });
    expect(wrapper.increase()).toBe(101);
    expect(wrapper).toBeInstanceOf(Counter);
    expect(counter.increase()).toBe(2);
  });

  it('the wrapper’s other methods call the replacements', () => {
    const counter = new Counter();
    const wrapper = withMethods(counter, { increase: () => 100 + counter.increase() });
    expect(wrapper.increaseTwice()).toBe(102);
  });
});
