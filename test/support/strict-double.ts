import { afterEach } from '@jest/globals';

const violations: string[] = [];

afterEach(() => {
  const found = violations.splice(0);
  if (found.length > 0) throw new Error(`Strict doubles were misused:\n${found.join('\n')}`);
});

/**
 * The violations since the last call, which then no longer fail the test: to
 * test doubles themselves.
 */
export function takeViolations(): string[] {
  return violations.splice(0);
}

/**
 * A stand-in that has the members it was told and no others. Reading, calling or writing anything
 * else throws, and makes the test fail even where the code under test swallows the error.
 */
export function strictDouble<T extends object>(name: string, told: Partial<T>): T {
  return guarded<T>(name, Object.defineProperties({}, Object.getOwnPropertyDescriptors(told)));
}

/** A class as `instanceof` sees it; many of discord.js have private constructors. */
interface ClassOf<T> {
  readonly name: string;
  readonly prototype: T;
}

/**
 * A strict double that passes `instanceof` of a class whose member types are too large
 * to spell out.
 */
export function strictInstance<T extends object>(
  type: ClassOf<T>,
  told: { readonly [Key in keyof T]?: unknown },
): T {
  const instance: object = Object.create(type.prototype);
  return guarded<T>(
    type.name,
    Object.defineProperties(instance, Object.getOwnPropertyDescriptors(told)),
  );
}

function guarded<T extends object>(name: string, target: object): T {
  const violation = (what: string): never => {
    const text = `${name}: ${what}, which the double was not told`;
    violations.push(text);
    throw new Error(text);
  };
  const proxy: object = new Proxy(target, {
    get(_target, key, receiver): unknown {
      if (Object.hasOwn(target, key)) return Reflect.get(target, key, receiver);
      // Awaiting a value asks for `then`; printing it asks for symbols.
      if (key === 'then' || typeof key === 'symbol') return undefined;
      return violation(`read ${key}`);
    },
    // Of an object that inherits from the double, a member of its own hides the double’s.
    set(_target, key, value, receiver): boolean {
      if (Object.hasOwn(target, key)) return Reflect.set(target, key, value, receiver);
      return violation(`wrote ${String(key)}`);
    },
    has: (_target, key) => Object.hasOwn(target, key),
  });
  return proxy as T;
}
