/**
 * The same object with some methods replaced. The other methods are unchanged, and their calls of
 * `this` use the replacements.
 */
export function withMethods<T extends object>(target: T, methods: Partial<T>): T {
  const wrapper: T = Object.create(target);
  return Object.assign(wrapper, methods);
}
