/**
 * The properties of data that a validator never looks at, and so does not know, as paths such as
 * `spec.replicsa`. Kubernetes' schemas allow such properties, and its server only warns of them.
 */
export function unreadProperties(data: object, validate: (data: object) => void): string[] {
  const read = new Set<string>();
  validate(watched(data, '', read));
  return pathsIn(data, '').filter((path) => !read.has(path));
}

function watched(value: object, path: string, read: Set<string>): object {
  return new Proxy(value, {
    get(target, key, receiver) {
      const property: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return property;
      read.add(`${path}${key}`);
      return isObject(property) ? watched(property, `${path}${key}.`, read) : property;
    },
  });
}

function pathsIn(value: object, path: string): string[] {
  return Object.entries(value).flatMap(([key, property]: [string, unknown]) => [
    `${path}${key}`,
    ...(isObject(property) ? pathsIn(property, `${path}${key}.`) : []),
  ]);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
