/**
 * The same object with some methods replaced. What is not replaced is the object's own, and its
 * calls of `this` reach the replacements too.
 */
export function withMethods<T extends object>(target: T, methods: Partial<T>): T {
  const wrapper: T = Object.create(target);
  return Object.assign(wrapper, methods);
}
